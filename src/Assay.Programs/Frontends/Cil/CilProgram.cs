using System.Reflection;
using Assay.Claims;
using Assay.Programs.Execution;
using Assay.Programs.Terms;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Assay.Programs.Frontends.Cil;

/// <summary>One unfolding of CIL methods into terms: the factory, limits, static tables and external functions it shares.</summary>
internal sealed class CilProgram
{
    /// <summary>What the object of a lambda is called, whose fields are what it captured.</summary>
    public const string CapturedThis = "this";

    private const int MostElements = 1 << 16;

    private readonly CilAssembly _assembly;
    private readonly Dictionary<MethodDefinition, MethodLayout> _layouts = [];

    public CilProgram(CilAssembly assembly, TermFactory terms, ExecutionLimits limits)
    {
        _assembly = assembly;
        Terms = terms;
        Limits = limits;
        Memory = new CilMemory(terms);
        Statics = new Statics(this);
    }

    public TermFactory Terms { get; }

    public ExecutionLimits Limits { get; }

    public CilMemory Memory { get; }

    public Statics Statics { get; }

    /// <summary>Runs a static method on arguments of its parameters' exact sorts.</summary>
    public ExecutionResult Execute(MethodDefinition method, IReadOnlyList<Term> arguments, object? target = null)
    {
        // The CIL of such a method is only a declaration.
        if (External(method) is { } external)
        {
            return external.Execute(Terms, [.. arguments], Limits);
        }

        var state = new CilState();
        List<CilValue> values = [.. method.Parameters.Select((parameter, i) =>
            FromTerm(ClrTypes.Of(parameter.ParameterType, GenericScope.Empty), arguments[i], state))];
        if (method.HasThis)
        {
            values.Insert(0, new Opaque(CapturedThis, target));
        }

        var (condition, after, faults, unfinished) = new MethodExplorer(this, method, GenericScope.Empty, 0).Run(Terms.True, state, values);
        var returnType = ClrTypes.Of(method.ReturnType, GenericScope.Empty);
        var value = returnType.Kind == ClrKind.Void || condition.IsFalse || after.Stack.Count == 0 ? null
            : CilValues.ToTerm(Terms, returnType, after.Stack[^1], after);
        return new ExecutionResult(value, faults, unfinished)
        {
            Left = [.. method.Parameters.Select(parameter => ClrTypes.Of(parameter.ParameterType, GenericScope.Empty)).Zip(
                method.HasThis ? values.Skip(1) : values,
                (type, passed) => type.Kind == ClrKind.Array && !condition.IsFalse ? CilValues.ToTerm(Terms, type, passed, after) : null)],
        };
    }

    /// <summary>A value from a term, with arrays put into a new cell.</summary>
    public CilValue FromTerm(ClrType type, Term term, CilState state)
    {
        switch (type.Kind)
        {
            case ClrKind.Array or ClrKind.Span:
                var items = term.Args.Select(item => FromTerm(type.Element!, item, state)).ToArray();
                var cell = state.Allocate(new Elements(type.Element!, [.. items]));
                return type.Kind == ClrKind.Array
                    ? new ArrayReference(cell, type.Element!, items.Length)
                    : new SpanValue(cell, type.Element!, Terms.Constant(0, 32), Terms.Constant(items.Length, 32));
            case ClrKind.Struct:
                return new StructValue(type, [.. type.Fields.Select((field, i) => FromTerm(field.Type, TermFactory.Item(term, i), state))]);
            default:
                return CilValues.FromTerm(Terms, type, term);
        }
    }

    public ArrayReference NewArray(CilState state, ClrType element, Signed128 count)
    {
        if (count > MostElements)
        {
            throw new UnsupportedException($"An array of {count} elements is not supported; the most is {MostElements}.");
        }

        var zero = CilValues.Zero(Terms, element);
        var cell = state.Allocate(new Elements(element, [.. Enumerable.Repeat(zero, (int)count)]));
        return new ArrayReference(cell, element, (int)count);
    }

    /// <summary>The function behind a method of the document that has no CIL of its own.</summary>
    public IExternalFunction? External(MethodReference method) =>
        _assembly.Externals.TryGetValue(method.Name, out var external)
        && method.DeclaringType is { Name: CilAssembly.DocumentClass, DeclaringType: null } && Fits(method, external) ? external : null;

    public MethodDefinition Resolve(MethodReference reference)
    {
        var method = reference.Resolve() ?? throw new UnsupportedException($"The method {reference.FullName} was not found.");
        if (IsUsers(method))
        {
            return method;
        }

        if (!Library.Types.Contains(method.DeclaringType.FullName))
        {
            throw new UnsupportedException($"{DisplayName(method)} is not supported.");
        }

        return method.HasBody ? method : throw new UnsupportedException($"{DisplayName(method)} is computed by the runtime itself; it is not supported.");
    }

    // A C# overload of an assembly function's name has a body of its own.
    private static bool Fits(MethodReference method, IExternalFunction external) =>
        method is not GenericInstanceMethod && !method.HasGenericParameters
        && method.Parameters.Select(parameter => parameter.ParameterType).Where(type => !type.IsGenericParameter)
            .Select(type => ClrTypes.Of(type, GenericScope.Empty)).SequenceEqual(external.Parameters);

    // The body of such a method is nothing but a call of itself, which the runtime replaces.
    private static bool IsLeftToTheRuntime(MethodDefinition method) =>
        method.Body.Instructions.Any(instruction => instruction.Operand is MethodReference called && called.Resolve() == method);

    /// <summary>The instructions of a method, if it can be executed at all.</summary>
    public MethodLayout LayoutOf(MethodDefinition method)
    {
        if (_layouts.TryGetValue(method, out var known))
        {
            return known;
        }

        if (!method.HasBody)
        {
            throw Unsupported($"{DisplayName(method)} has no body that can be read", null);
        }

        if (!IsUsers(method) && IsLeftToTheRuntime(method))
        {
            throw new UnsupportedException($"{DisplayName(method)} is computed by the runtime itself; it is not supported.");
        }

        return method.Body.HasExceptionHandlers
            ? throw Unsupported("try, catch, finally, using, lock and foreach over iterators are not supported", PlaceOf(method, method.Body.Instructions[0]))
            : _layouts[method] = MethodLayout.Of(method);
    }

    public static bool IsUsers(IMemberDefinition member) =>
        (member as MemberReference)?.Module.Assembly.Name.Name != "System.Private.CoreLib";

    /// <summary>The module of the program.</summary>
    public ModuleDefinition Module => _assembly.Module;

    public TypeReference CoreType(string fullName) => _assembly.CoreType(fullName);

    /// <summary>The value of a variable that a lambda captured.</summary>
    public CilValue Captured(object target, FieldReference field)
    {
        var value = target.GetType().GetField(field.Name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)?.GetValue(target);
        var type = ClrTypes.Of(field.FieldType, GenericScope.Empty);
        return value switch
        {
            bool b => new Scalar(Terms.Constant(b ? 1 : 0, 32)),
            char c => new Scalar(Terms.Constant((int)c, 32)),
            float f => new Scalar(Terms.Constant(Value.Of(f))),
            double d => new Scalar(Terms.Constant(Value.Of(d))),
            sbyte or byte or short or ushort or int or uint or long => new Scalar(Terms.Constant((Signed128)System.Convert.ToInt64(value, null), type.StackBits)),
            ulong u => new Scalar(Terms.Constant((Bits128)u, 64)),
            _ => throw new UnsupportedException($"The captured variable {field.Name} is of type {type.Name}; only numbers can be captured."),
        };
    }

    public Place? PlaceOf(MethodDefinition method, Instruction instruction) => _assembly.PlaceOf(method, instruction);

    public string LineOf(MethodDefinition method, Instruction instruction) =>
        PlaceOf(method, instruction) is { } place ? $"line {place.Line}" : $"IL_{instruction.Offset:x4}";

    public string Describe(MethodDefinition method, Instruction instruction) =>
        PlaceOf(method, instruction) is { } place ? $"{DisplayName(method)}, line {place.Line}" : DisplayName(method);

    public static UnsupportedException Unsupported(string what, Place? place) => new(what.EndsWith('?') ? what : what.TrimEnd('.') + ".", place);

    public static string DisplayName(MethodDefinition method) => method.DeclaringType switch
    {
        { Name: CilAssembly.DocumentClass } => method.Name,
        { DeclaringType.Name: CilAssembly.DocumentClass, Name: var name } when name.StartsWith(CilAssembly.ClaimClassPrefix, StringComparison.Ordinal) =>
            method.Name == "Statement" ? "the statement" : "an assumption",
        var type => $"{type.Name}.{method.Name}",
    };
}
