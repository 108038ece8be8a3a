using Assay.Programs.Execution;
using Assay.Programs.Terms;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Assay.Programs.Frontends.Cil;

/// <summary>Calls and constructors.</summary>
internal sealed partial class MethodExplorer
{
    public const string NoDelegates = "Delegates and lambdas are not supported; use a static method.";

    private const int SuspiciousDepth = 12;

    private Term Call(Instruction instruction, Term condition, CilState state)
    {
        var reference = (MethodReference)instruction.Operand;
        var arguments = PopArguments(state, reference.Parameters.Count + (reference.HasThis ? 1 : 0));
        if (_constrained is { } constrained)
        {
            _constrained = null;
            reference = Implementations.Find(reference, _scope.Close(constrained), _scope) ?? reference;
        }

        var call = new CilCall(this, _program, reference, _scope, arguments, state, instruction, condition);
        if (Intrinsics.TryCall(call))
        {
            if (call.Result is { } result && !call.Condition.IsFalse)
            {
                state.Push(result);
            }

            return call.Condition;
        }

        if (reference.HasThis && arguments[0] is Opaque { What: not CilProgram.CapturedThis })
        {
            if (Exceptions.IsOfLibrary(reference))
            {
                return condition;
            }

            // Which method a call on an object reaches, its own type tells; and it may be null.
            if (reference.Name != ".ctor")
            {
                throw new UnsupportedException($"Calls on objects are not supported ({reference.DeclaringType.Name}.{reference.Name}); use a struct.");
            }
        }

        return Invoke(reference, arguments, condition, state, instruction);
    }

    /// <summary>Lets an intrinsic throw on part of the inputs; returns the condition that remains.</summary>
    public Term GuardCall(Term condition, Term wrong, string exception, Instruction instruction) => Guard(condition, wrong, exception, instruction);

    private Term Invoke(MethodReference reference, IReadOnlyList<CilValue> arguments, Term condition, CilState state, Instruction instruction)
    {
        if (_program.External(reference) is { } external)
        {
            return InvokeExternal(external, arguments, condition, state, instruction);
        }

        var method = _program.Resolve(reference);
        if (_depth >= Limits.CallDepth && !(condition.IsTrue && Limits.RefusesEndlessCalls))
        {
            AddUnfinished(condition);
            return Terms.False;
        }

        if (_depth >= Limits.CallDepth)
        {
            throw new UnsupportedException($"Calls nest deeper than {Limits.CallDepth} in {CilProgram.DisplayName(method)}; is the recursion endless?");
        }

        if (_depth >= SuspiciousDepth && !condition.IsTrue && Limits.Reachable?.Invoke(condition) == false)
        {
            AddUnfinished(condition);
            return Terms.False;
        }

        var caller = state.Cells.Count;
        var explorer = new MethodExplorer(_program, method, Scope(reference), _depth + 1);
        var (returns, after, faults, unfinished) = explorer.Run(condition, state.WithStack(), arguments);
        foreach (var fault in faults)
        {
            Throw(fault.Condition, fault.Exception, fault.Where);
        }

        AddUnfinished(unfinished);
        state.Replace(after, caller);
        if (!ClrTypes.IsVoid(method.ReturnType) && !returns.IsFalse)
        {
            state.Push(after.Stack[^1]);
        }

        return returns;
    }

    private Term InvokeExternal(IExternalFunction external, IReadOnlyList<CilValue> arguments, Term condition, CilState state, Instruction instruction)
    {
        var result = external.Execute(Terms, [.. arguments.Select((argument, i) => CilValues.ToTerm(Terms, external.Parameters[i], argument, state))], Limits);
        foreach (var fault in result.Faults)
        {
            Throw(Terms.And(condition, fault.Condition), fault.Exception, fault.Where);
        }

        AddUnfinished(Terms.And(condition, result.Unfinished));
        condition = Terms.And(condition, Terms.Not(Terms.Or(result.Throws(Terms), result.Unfinished)));
        if (result.Value is { } value)
        {
            state.Push(_program.FromTerm(external.Result, value, state));
        }

        return condition;
    }

    private Term NewObject(Instruction instruction, Term condition, CilState state)
    {
        var constructor = (MethodReference)instruction.Operand;
        if (constructor.DeclaringType is ArrayType)
        {
            throw new UnsupportedException("Arrays of several dimensions are not supported; use one dimension.");
        }

        var arguments = PopArguments(state, constructor.Parameters.Count);
        var call = new CilCall(this, _program, constructor, _scope, [new Opaque("new"), .. arguments], state, instruction, condition);
        if (Intrinsics.TryConstruct(call))
        {
            if (call.Result is { } result && !call.Condition.IsFalse)
            {
                state.Push(result);
            }

            return call.Condition;
        }

        var type = ClrTypes.Of(_scope.Close(constructor.DeclaringType), _scope);
        if (type.Kind == ClrKind.Object)
        {
            return NewException(constructor, arguments, condition, state, instruction);
        }

        if (type.IsScalar)
        {
            throw new UnsupportedException($"The constructor of {type.Name} is not supported.");
        }

        var cell = state.Allocate(CilValues.Zero(Terms, type), type);
        condition = Invoke(constructor, [new Pointer(cell, []), .. arguments], condition, state, instruction);
        if (!condition.IsFalse)
        {
            state.Push(state.Cells[cell]!);
        }

        return condition;
    }

    private Term NewException(MethodReference constructor, IReadOnlyList<CilValue> arguments, Term condition, CilState state, Instruction instruction)
    {
        if (!Exceptions.Are(constructor.DeclaringType))
        {
            throw new UnsupportedException(constructor.DeclaringType.Name.StartsWith("<>c", StringComparison.Ordinal) ? NoDelegates
                : $"Objects of class {constructor.DeclaringType.Name} are not supported; use a struct.");
        }

        var made = Exceptions.New(_scope.Close(constructor.DeclaringType), _program.Module);
        if (!Exceptions.IsOfLibrary(constructor))
        {
            condition = Invoke(constructor, [made, .. arguments], condition, state, instruction);
        }

        if (!condition.IsFalse)
        {
            state.Push(made);
        }

        return condition;
    }

    private static List<CilValue> PopArguments(CilState state, int count)
    {
        var arguments = state.Stack.GetRange(state.Stack.Count - count, count);
        state.Stack.RemoveRange(state.Stack.Count - count, count);
        return arguments;
    }

    private GenericScope Scope(MethodReference reference)
    {
        TypeReference[] typeArguments = reference.DeclaringType is GenericInstanceType type ? [.. type.GenericArguments.Select(_scope.Close)] : [];
        TypeReference[] methodArguments = reference is GenericInstanceMethod method ? [.. method.GenericArguments.Select(_scope.Close)] : [];
        return new GenericScope(typeArguments, methodArguments);
    }
}

/// <summary>A function that is not written in CIL, such as a block of assembly.</summary>
internal interface IExternalFunction
{
    IReadOnlyList<ClrType> Parameters { get; }

    ClrType Result { get; }

    ExecutionResult Execute(TermFactory terms, Term[] arguments, ExecutionLimits limits);
}

/// <summary>A call that is about to be made.</summary>
internal sealed class CilCall(
    MethodExplorer explorer, CilProgram program, MethodReference method, GenericScope scope,
    IReadOnlyList<CilValue> arguments, CilState state, Instruction instruction, Term condition)
{
    public CilProgram Program { get; } = program;

    public TermFactory Terms { get; } = program.Terms;

    public MethodReference Method { get; } = method;

    public GenericScope Scope { get; } = scope;

    public IReadOnlyList<CilValue> Arguments { get; } = arguments;

    public CilState State { get; } = state;

    /// <summary>On which inputs the program goes on after the call.</summary>
    public Term Condition { get; private set; } = condition;

    public CilValue? Result { get; set; }

    public Term Term(int argument) => Arguments[argument] is Scalar scalar
        ? scalar.Term
        : throw new UnsupportedException($"An argument of {Method.Name} is no number.");

    /// <summary>The type argument of the method or its type, closed.</summary>
    public ClrType TypeArgument(int index = 0)
    {
        var arguments = Method is GenericInstanceMethod generic ? generic.GenericArguments
            : ((GenericInstanceType)Method.DeclaringType).GenericArguments;
        return ClrTypes.Of(Scope.Close(arguments[index]), Scope);
    }

    public void Guard(Term wrong, string exception) => Condition = explorer.GuardCall(Condition, wrong, exception, instruction);

    public void Return(Term term) => Result = new Scalar(term);
}
