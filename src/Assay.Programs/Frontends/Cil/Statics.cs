using System.Collections.Immutable;
using Assay.Programs.Execution;
using Mono.Cecil;

namespace Assay.Programs.Frontends.Cil;

/// <summary>Static fields: constants and <c>static readonly</c> tables, whose initialisers are run once by the interpreter.</summary>
internal sealed class Statics(CilProgram program)
{
    private readonly Dictionary<FieldDefinition, CilValue> _values = [];
    private readonly Dictionary<FieldDefinition, Pointer> _addresses = [];
    private readonly HashSet<TypeDefinition> _begun = [];
    private readonly HashSet<TypeDefinition> _done = [];
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

        if (field.FieldType.Resolve()?.BaseType?.FullName == "System.MulticastDelegate")
        {
            throw new UnsupportedException(MethodExplorer.NoDelegates);
        }

        if (!field.IsInitOnly)
        {
            throw new UnsupportedException($"The static field {field.Name} can change; make it readonly or const.");
        }

        if (field.DeclaringType.HasGenericParameters)
        {
            throw new UnsupportedException($"The static field {field.Name} belongs to a generic type; that is not supported.");
        }

        Initialise(field.DeclaringType);
        var value = _values.TryGetValue(field, out var known) ? known : CilValues.Zero(program.Terms, TypeOf(field));
        if (!_done.Contains(field.DeclaringType) && _initialising != field.DeclaringType && value is not Scalar)
        {
            throw new UnsupportedException($"The static field {field.Name} is read while its own type is being initialised; that is not supported.");
        }

        return address ? Address(field, value) : value;
    }

    public void Write(FieldReference reference, MethodDefinition writer, CilValue value)
    {
        var field = reference.Resolve();
        if (!writer.IsConstructor || !writer.IsStatic || _initialising != field.DeclaringType)
        {
            throw new UnsupportedException($"The program writes the static field {field.Name}; a claim is about functions without memory.");
        }

        if (_addresses.ContainsKey(field))
        {
            throw new UnsupportedException($"The static field {field.Name} is written after a reference to it was taken; that is not supported.");
        }

        // While the initialiser runs, tables stay in its own cells so that it may fill them.
        _values[field] = CilValues.Normalise(program.Terms, TypeOf(field), value);
    }

    // A reference that can only be read.
    private Pointer Address(FieldDefinition field, CilValue value) => _addresses.TryGetValue(field, out var known)
        ? known
        : _addresses[field] = new Pointer(program.Memory.AddStatic(value), []);

    private static ClrType TypeOf(FieldDefinition field) => ClrTypes.Of(field.FieldType, GenericScope.Empty);

    private void Initialise(TypeDefinition type)
    {
        if (!_begun.Add(type))
        {
            return;
        }

        if (type.Methods.FirstOrDefault(method => method.IsConstructor && method.IsStatic) is { } constructor)
        {
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

            Dictionary<int, int> moved = [];
            foreach (var field in _values.Keys.Where(field => field.DeclaringType == type).ToList())
            {
                _values[field] = Kept(_values[field], state, moved);
            }
        }

        _done.Add(type);
    }

    // The value with its arrays moved from the initialiser's cells to static ones, each array once.
    private CilValue Kept(CilValue value, CilState state, Dictionary<int, int> moved)
    {
        ImmutableArray<CilValue> All(ImmutableArray<CilValue> parts) => [.. parts.Select(part => Kept(part, state, moved))];
        switch (value)
        {
            case ArrayReference { Cell: >= 0 } array:
                if (!moved.TryGetValue(array.Cell, out var cell))
                {
                    var elements = (Elements)state.Cells[array.Cell]!;
                    moved[array.Cell] = cell = program.Memory.AddStatic(elements with { Items = All(elements.Items) });
                }

                return array with { Cell = cell };
            case StructValue structure:
                return structure with { Fields = All(structure.Fields) };
            case Elements elements:
                return elements with { Items = All(elements.Items) };
            case Scalar or Opaque or ArrayReference:
                return value;
            default:
                throw new UnsupportedException("A static field of this type is not supported.");
        }
    }
}
