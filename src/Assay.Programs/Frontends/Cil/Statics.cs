using Assay.Programs.Execution;
using Mono.Cecil;

namespace Assay.Programs.Frontends.Cil;

/// <summary>Static fields: constants and <c>static readonly</c> tables, whose initialisers are run once by the interpreter.</summary>
internal sealed class Statics(CilProgram program)
{
    private readonly Dictionary<string, CilValue> _values = [];
    private readonly HashSet<string> _initialised = [];
    private TypeDefinition? _initialising;

    public CilValue Read(FieldReference reference, bool address)
    {
        var field = reference.Resolve() ?? throw new UnsupportedException($"The static field {reference.Name} was not found.");
        if (field.InitialValue is { Length: > 0 } data && address)
        {
            return new Opaque("data", data);
        }

        if (field.DeclaringType.FullName == "System.BitConverter" && field.Name == "IsLittleEndian")
        {
            return new Scalar(program.Terms.Constant(1, 32));
        }

        if (!field.IsInitOnly)
        {
            throw new UnsupportedException($"The static field {field.Name} can change; make it readonly or const.");
        }

        if (address)
        {
            throw new UnsupportedException($"A reference to the static field {field.Name} is not supported; copy it to a local first.");
        }

        Initialise(field.DeclaringType);
        return _values.TryGetValue(field.FullName, out var value)
            ? value
            : CilValues.Zero(program.Terms, ClrTypes.Of(field.FieldType, GenericScope.Empty));
    }

    public void Write(FieldReference reference, MethodDefinition writer, CilValue value, CilState state)
    {
        var field = reference.Resolve();
        if (!writer.IsConstructor || !writer.IsStatic || _initialising != field.DeclaringType)
        {
            throw new UnsupportedException($"The program writes the static field {field.Name}; a claim is about functions without memory.");
        }

        // While the initialiser runs, tables stay in its own cells so that it may fill them.
        _values[field.FullName] = CilValues.Normalise(program.Terms, ClrTypes.Of(field.FieldType, GenericScope.Empty), value);
        _ = state;
    }

    private void Initialise(TypeDefinition type)
    {
        if (!_initialised.Add(type.FullName))
        {
            return;
        }

        var constructor = type.Methods.FirstOrDefault(method => method.IsConstructor && method.IsStatic);
        if (constructor is null)
        {
            return;
        }

        var outer = _initialising;
        _initialising = type;
        var explorer = new MethodExplorer(program, constructor, GenericScope.Empty, depth: 1);
        var (condition, state, faults, _) = explorer.Run(program.Terms.True, new CilState(), []);
        _initialising = outer;
        if (!condition.IsTrue)
        {
            throw new UnsupportedException(faults.Count > 0
                ? $"The initialiser of {type.Name} throws {faults[0].Exception}."
                : $"The initialiser of {type.Name} does not end.");
        }

        foreach (var (name, value) in _values.Where(pair => pair.Value is ArrayReference { Cell: >= 0 }).ToList())
        {
            var array = (ArrayReference)value;
            if (state.Cells[array.Cell] is Elements elements)
            {
                _values[name] = array with { Cell = program.Memory.AddStatic(elements) };
            }
        }
    }
}
