using Assay.Programs.Execution;
using Assay.Programs.Terms;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Assay.Programs.Frontends.Cil;

/// <summary>Loads and stores through references: the instruction has to see the place as what it was declared.</summary>
internal sealed partial class MethodExplorer
{
    private CilValue Load(CilState state, Pointer pointer, Instruction instruction)
    {
        var value = _program.Memory.Read(state, pointer);
        if (value is not Scalar scalar || Seen(instruction) is not { } seen)
        {
            return value;
        }

        Demand(seen, PlaceType(state, pointer), scalar);
        return seen.Kind == ClrKind.Float ? value : new Scalar(CilValues.Widen(Terms, seen, Terms.Extract(scalar.Term, 0, seen.Bits)));
    }

    // Small integers are stored cut to their width; stind.i1 and stind.i2 serve signed and unsigned places alike.
    private CilValue ForPlace(CilState state, Pointer pointer, Instruction instruction, CilValue value)
    {
        if (value is not Scalar scalar || Seen(instruction) is not { } seen)
        {
            return value;
        }

        var place = PlaceType(state, pointer);
        Demand(seen, place, scalar);
        return CilValues.Normalise(Terms, place ?? seen, value);
    }

    private static void Demand(ClrType seen, ClrType? place, Scalar value)
    {
        var fits = place is null
            ? seen.Bits >= 32 && seen.Bits == value.Term.Width && (seen.Kind == ClrKind.Float) == (value.Term.Sort.Kind == SortKind.Float)
            : seen.Bits == place.Bits && (seen.Kind == ClrKind.Float) == (place.Kind == ClrKind.Float);
        if (!fits)
        {
            throw new UnsupportedException("The program looks at memory as another type; that is not supported.");
        }
    }

    /// <summary>As what an instruction sees the place of a number; null where it says nothing of numbers.</summary>
    private ClrType? Seen(Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Ldind_I1 or Code.Stind_I1 => ClrTypes.Primitive("System.SByte"),
        Code.Ldind_U1 => ClrTypes.Primitive("System.Byte"),
        Code.Ldind_I2 or Code.Stind_I2 => ClrTypes.Primitive("System.Int16"),
        Code.Ldind_U2 => ClrTypes.Primitive("System.UInt16"),
        Code.Ldind_I4 or Code.Ldind_U4 or Code.Stind_I4 => ClrType.Int32,
        Code.Ldind_I8 or Code.Stind_I8 or Code.Ldind_I or Code.Stind_I => ClrTypes.Primitive("System.Int64"),
        Code.Ldind_R4 or Code.Stind_R4 => ClrTypes.Primitive("System.Single"),
        Code.Ldind_R8 or Code.Stind_R8 => ClrTypes.Primitive("System.Double"),
        Code.Ldobj or Code.Stobj => ClrTypes.Of((TypeReference)instruction.Operand, _scope) is { IsScalar: true } type ? type : null,
        _ => null,
    };

    // The declared type of a variable, field or element; null for a static field.
    private ClrType? PlaceType(CilState state, Pointer pointer)
    {
        if (pointer.Path.IsEmpty)
        {
            return pointer.Cell >= 0 ? state.Types[pointer.Cell] : null;
        }

        return _program.Memory.Read(state, pointer with { Path = pointer.Path.RemoveAt(pointer.Path.Length - 1) }) switch
        {
            StructValue s => s.Type.Fields[pointer.Path[^1].Field].Type,
            Elements e => e.Type,
            _ => null,
        };
    }

    private Pointer PopPointer(CilState state) => state.Pop() as Pointer
        ?? throw new UnsupportedException("The program follows a pointer that is no reference to a variable; that is not supported.");

    private Pointer Field(Pointer pointer, Instruction instruction) =>
        pointer with { Path = pointer.Path.Add(new PointerStep(FieldIndex(instruction), null)) };

    private int FieldIndex(Instruction instruction)
    {
        var field = (FieldReference)instruction.Operand;
        var name = field.Name;
        if (field.DeclaringType is { Namespace: "System" } && field.DeclaringType.Name.StartsWith("ValueTuple`", StringComparison.Ordinal))
        {
            return name == "Rest" ? 7 : name[4] - '1';
        }

        var definition = field.DeclaringType.Resolve();
        var index = definition.Fields.Where(candidate => !candidate.IsStatic).ToList().FindIndex(candidate => candidate.Name == name);
        return index >= 0 ? index : throw new UnsupportedException($"The field {name} was not found.");
    }

    private GenericScope FieldScope(Instruction instruction) =>
        ((FieldReference)instruction.Operand).DeclaringType is GenericInstanceType generic
            ? new GenericScope([.. generic.GenericArguments.Select(_scope.Close)], [])
            : _scope;
}
