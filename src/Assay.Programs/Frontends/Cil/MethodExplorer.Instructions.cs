using System.Collections.Immutable;
using Assay.Programs.Execution;
using Assay.Programs.Terms;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Assay.Programs.Frontends.Cil;

/// <summary>Loads, stores and everything else that does not branch.</summary>
internal sealed partial class MethodExplorer
{
    // Returns the path condition after the instruction.
    private Term Execute(Instruction instruction, Term condition, CilState state)
    {
        var code = instruction.OpCode.Code;
        switch (code)
        {
            case Code.Nop or Code.Break or Code.Volatile or Code.Readonly or Code.Unaligned or Code.Tail:
                return condition;
            case Code.Constrained:
                _constrained = (TypeReference)instruction.Operand;
                return condition;
            case >= Code.Ldc_I4_M1 and <= Code.Ldc_I4_8:
                state.Push(Terms.Constant(code - Code.Ldc_I4_0, 32));
                return condition;
            case Code.Ldc_I4 or Code.Ldc_I4_S:
                state.Push(Terms.Constant(System.Convert.ToInt32(instruction.Operand, null), 32));
                return condition;
            case Code.Ldc_I8:
                state.Push(Terms.Constant((Signed128)(long)instruction.Operand, 64));
                return condition;
            case Code.Ldc_R4:
                state.Push(Terms.Constant(Value.Of((float)instruction.Operand)));
                return condition;
            case Code.Ldc_R8:
                state.Push(Terms.Constant(Value.Of((double)instruction.Operand)));
                return condition;
            case Code.Ldnull:
                state.Push(new Opaque("null"));
                return condition;
            case Code.Ldstr:
                state.Push(new Opaque("string", instruction.Operand));
                return condition;
            case Code.Ldtoken:
                state.Push(new Opaque("token", instruction.Operand is TypeReference token ? _scope.Close(token) : instruction.Operand));
                return condition;
            case Code.Dup:
                state.Push(state.Stack[^1]);
                return condition;
            case Code.Pop:
                state.Stack.RemoveAt(state.Stack.Count - 1);
                return condition;
            case Code.Neg or Code.Not:
                var operand = state.PopTerm();
                state.Push(code == Code.Not ? Terms.BvNot(operand)
                    : operand.Sort.Kind == SortKind.Float ? Terms.FNeg(operand) : Terms.Neg(operand));
                return condition;
            case Code.Ceq or Code.Cgt or Code.Cgt_Un or Code.Clt or Code.Clt_Un:
                Compare(code, state);
                return condition;
            case Code.Sizeof:
                state.Push(Terms.Constant(SizeOf((TypeReference)instruction.Operand), 32));
                return condition;
            case Code.Call or Code.Callvirt:
                return Call(instruction, condition, state);
            case Code.Newobj:
                return NewObject(instruction, condition, state);
        }

        return Variables(code, instruction, state) ? condition
            : code.ToString().StartsWith("Conv", StringComparison.Ordinal) ? Convert(code, condition, state, instruction)
            : IsBinary(code) ? Binary(code, condition, state, instruction)
            : MemoryAccess(code, instruction, condition, state);
    }

    private static bool IsBinary(Code code) => code is >= Code.Add and <= Code.Shr_Un
        or Code.Add_Ovf or Code.Add_Ovf_Un or Code.Sub_Ovf or Code.Sub_Ovf_Un or Code.Mul_Ovf or Code.Mul_Ovf_Un;

    private void Compare(Code code, CilState state)
    {
        var (b, a) = (state.Pop(), state.Pop());
        var holds = code switch
        {
            Code.Ceq => Equal(a, b),
            Code.Cgt => Less(b, a, unsigned: false),
            Code.Cgt_Un when a is ArrayReference or Opaque or Boxed => Terms.Not(IsZero(a)),
            Code.Cgt_Un => Less(b, a, unsigned: true),
            Code.Clt => Less(a, b, unsigned: false),
            _ => Less(a, b, unsigned: true),
        };
        state.Push(Terms.FromBool(holds, 32));
    }

    private int SizeOf(TypeReference type)
    {
        var known = ClrTypes.Of(type, _scope);
        return known.IsScalar ? known.Bits / 8 : throw new UnsupportedException($"sizeof({known.Name}) is not supported.");
    }

    private bool Variables(Code code, Instruction instruction, CilState state)
    {
        var argument = code switch
        {
            Code.Ldarg_0 => 0,
            Code.Ldarg_1 => 1,
            Code.Ldarg_2 => 2,
            Code.Ldarg_3 => 3,
            Code.Ldarg or Code.Ldarg_S or Code.Ldarga or Code.Ldarga_S or Code.Starg or Code.Starg_S =>
                ((ParameterDefinition)instruction.Operand).Index + (_method.HasThis ? 1 : 0),
            _ => -1,
        };
        if (argument >= 0)
        {
            Variable(code is Code.Starg or Code.Starg_S, code is Code.Ldarga or Code.Ldarga_S, _arguments[argument], _argumentTypes[argument], state,
                instruction, () => _method.Parameters[argument - (_method.HasThis ? 1 : 0)].Name);
            return true;
        }

        var local = code switch
        {
            Code.Ldloc_0 or Code.Stloc_0 => 0,
            Code.Ldloc_1 or Code.Stloc_1 => 1,
            Code.Ldloc_2 or Code.Stloc_2 => 2,
            Code.Ldloc_3 or Code.Stloc_3 => 3,
            Code.Ldloc or Code.Ldloc_S or Code.Stloc or Code.Stloc_S or Code.Ldloca or Code.Ldloca_S =>
                ((VariableDefinition)instruction.Operand).Index,
            _ => -1,
        };
        if (local < 0)
        {
            return false;
        }

        var stores = code is Code.Stloc or Code.Stloc_S or Code.Stloc_0 or Code.Stloc_1 or Code.Stloc_2 or Code.Stloc_3;
        Variable(stores, code is Code.Ldloca or Code.Ldloca_S, _locals[local], _localTypes[local], state, instruction, () => LocalName(local, instruction));
        return true;
    }

    private void Variable(bool stores, bool takesAddress, int cell, ClrType type, CilState state, Instruction instruction, Func<string?> name)
    {
        if (takesAddress)
        {
            state.Push(new Pointer(cell, []));
        }
        else if (stores)
        {
            // A mixture may be stored and forgotten.
            var value = state.Stack[^1] is Mixture mixture ? mixture : CilValues.Normalise(Terms, type, state.Pop());
            if (value is Mixture)
            {
                state.Stack.RemoveAt(state.Stack.Count - 1);
            }

            state.Cells[cell] = value;
            Report(type, value, instruction, name, state);
        }
        else
        {
            state.Push(_program.Memory.Cell(state, cell));
        }
    }

    // Compilers add locals without a name; only the user's own are shown.
    private string? LocalName(int local, Instruction instruction) =>
        _method.DebugInformation is { } debug && debug.TryGetName(_method.Body.Variables[local], out var name) ? name : null;

    private void Report(ClrType type, CilValue value, Instruction instruction, Func<string?> name, CilState state)
    {
        if (Limits.Trace is not { } trace || !CilProgram.IsUsers(_method) || name() is not { } known)
        {
            return;
        }

        if (type.IsScalar || type.Kind == ClrKind.Struct || value is ArrayReference { Cell: >= 0 })
        {
            trace(CilProgram.DisplayName(_method), _program.LineOf(_method, instruction), known, CilValues.ToTerm(Terms, type, value, state), type);
        }
    }

    private Term MemoryAccess(Code code, Instruction instruction, Term condition, CilState state)
    {
        switch (code)
        {
            case Code.Ldfld:
                var owner = state.Pop();
                state.Push(owner switch
                {
                    StructValue s => s.Fields[FieldIndex(instruction)],
                    Pointer p => _program.Memory.Read(state, Field(p, instruction)),
                    Opaque { Payload: { } target } => _program.Captured(target, (FieldReference)instruction.Operand),
                    _ => throw new UnsupportedException($"The field {((FieldReference)instruction.Operand).Name} belongs to an object; only structs are supported."),
                });
                return condition;
            case Code.Ldflda:
                state.Push(state.Pop() is Pointer q
                    ? Field(q, instruction)
                    : throw new UnsupportedException($"The field {((FieldReference)instruction.Operand).Name} belongs to an object; only structs are supported."));
                return condition;
            case Code.Stfld:
                var (stored, place) = (state.Pop(), state.Pop());
                if (place is Opaque { What: not ("null" or CilProgram.CapturedThis) } && Exceptions.Are(((FieldReference)instruction.Operand).DeclaringType))
                {
                    // What an exception holds is never read.
                    return condition;
                }

                var fieldType = ClrTypes.Of(((FieldReference)instruction.Operand).FieldType, FieldScope(instruction));
                _program.Memory.Write(state, place is Pointer r ? Field(r, instruction) : throw new UnsupportedException("Objects with fields are not supported; use a struct."),
                    CilValues.Normalise(Terms, fieldType, stored));
                return condition;
            case Code.Ldsfld or Code.Ldsflda:
                state.Push(_program.Statics.Read((FieldReference)instruction.Operand, code == Code.Ldsflda));
                return condition;
            case Code.Stsfld:
                _program.Statics.Write((FieldReference)instruction.Operand, _method, state.Pop());
                return condition;
            case Code.Newarr:
                return NewArray(instruction, condition, state);
            case Code.Ldlen:
                return Length(instruction, condition, state);
            case Code.Ldelema or Code.Ldelem_Any or (>= Code.Ldelem_I1 and <= Code.Ldelem_Ref):
                condition = ElementPointer(instruction, condition, state, state.PopTerm(), out var element);
                if (!condition.IsFalse)
                {
                    state.Push(code == Code.Ldelema ? element : _program.Memory.Read(state, element));
                }

                return condition;
            case Code.Stelem_Any or (>= Code.Stelem_I and <= Code.Stelem_Ref):
                var value = state.Pop();
                condition = ElementPointer(instruction, condition, state, state.PopTerm(), out var slot);
                if (!condition.IsFalse)
                {
                    var elementType = ((Elements)_program.Memory.Cell(state, slot.Cell)).Type;
                    _program.Memory.Write(state, slot, CilValues.Normalise(Terms, elementType, value));
                    ReportElement(slot, elementType, instruction, state);
                }

                return condition;
            case Code.Ldobj or (>= Code.Ldind_I1 and <= Code.Ldind_Ref):
                state.Push(Load(state, PopPointer(state), instruction));
                return condition;
            case Code.Stobj or Code.Stind_I or (>= Code.Stind_Ref and <= Code.Stind_R8):
                var written = state.Pop();
                if (state.Stack[^1] is StackPointer stack)
                {
                    state.Stack.RemoveAt(state.Stack.Count - 1);
                    StackMemory.Store(state, stack, instruction, _scope, written);
                    return condition;
                }

                var target2 = PopPointer(state);
                _program.Memory.Write(state, target2, ForPlace(state, target2, instruction, written));
                return condition;
            case Code.Initobj:
                var type = ClrTypes.Of((TypeReference)instruction.Operand, _scope);
                _program.Memory.Write(state, PopPointer(state), CilValues.Zero(Terms, type));
                return condition;
            case Code.Localloc:
                state.Push(StackMemory.Allocate(state, state.PopTerm()));
                return condition;
            case Code.Cpblk:
                var (bytes, source) = (state.PopTerm(), state.Pop());
                StackMemory.Copy(_program.Memory, state, state.Pop(), source, bytes);
                return condition;
            case Code.Leave or Code.Leave_S:
                throw new UnsupportedException("try and catch are not supported.");
            case Code.Box or Code.Unbox_Any or Code.Isinst:
                state.Push(Box(code, _scope.Close((TypeReference)instruction.Operand), state.Pop()));
                return condition;
            case Code.Unbox or Code.Castclass:
                throw new UnsupportedException("Boxing and casts between reference types are not supported.");
            case Code.Ldftn or Code.Ldvirtftn:
                throw new UnsupportedException(NoDelegates);
            default:
                throw new UnsupportedException($"The instruction {instruction.OpCode.Name} is not supported.");
        }
    }

    // Only what is boxed and unboxed as the same type is followed; a nullable that is boxed may become null.
    private static CilValue Box(Code code, TypeReference type, CilValue value) => (code, value) switch
    {
        (Code.Box, Scalar or StructValue) when type.Name != "Nullable`1" => new Boxed(type.FullName, value),
        (Code.Box, Opaque) => value,
        (Code.Unbox_Any, Boxed boxed) when boxed.Type == type.FullName => boxed.Content,
        (Code.Isinst, Boxed boxed) when type.Name != "Nullable`1" && type.IsValueType => boxed.Type == type.FullName ? boxed : new Opaque("null"),
        _ => throw new UnsupportedException("Boxing and casts between reference types are not supported."),
    };

    private void ReportElement(Pointer slot, ClrType type, Instruction instruction, CilState state)
    {
        if (Limits.Trace is { } trace && type.IsScalar && CilProgram.IsUsers(_method) && slot.Path[0].Index is { IsConstant: true } index)
        {
            trace(CilProgram.DisplayName(_method), _program.LineOf(_method, instruction), $"[{index.Payload}]", CilValues.ToTerm(Terms, type, _program.Memory.Read(state, slot), state), type);
        }
    }
}
