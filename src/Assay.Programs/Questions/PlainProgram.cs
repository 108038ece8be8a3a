using Assay.Claims;
using Assay.Claims.Plain;
using Assay.Programs.Execution;
using Assay.Programs.Frontends.Cil;
using Assay.Programs.Frontends.Plain;
using Mono.Cecil;

namespace Assay.Programs.Questions;

/// <summary>
/// Compiles claims whose lines are all plain C#, which are most of those about integers, without the C# compiler: its start alone
/// takes longer than many proofs. What comes out means the same, and is read by the same front end.
/// </summary>
internal sealed class PlainProgram
{
    private readonly AssemblyDefinition _assembly =
        AssemblyDefinition.CreateAssembly(new AssemblyNameDefinition("AssayClaims", new Version(0, 0)), "AssayClaims", ModuleKind.Dll);

    private readonly TypeDefinition _document;
    private readonly Dictionary<MethodDefinition, Place> _places = [];
    private readonly Dictionary<ClaimForm, IReadOnlyList<(string Type, string Text)>> _sides = [];

    private PlainProgram()
    {
        _document = new TypeDefinition(string.Empty, CilAssembly.DocumentClass, TypeAttributes.Class | TypeAttributes.Sealed | TypeAttributes.Abstract);
        _assembly.MainModule.Types.Add(_document);
    }

    /// <summary>The forms as an assembly, with what their statements compare; null when one of them is not plain.</summary>
    /// <param name="forms">The forms.</param>
    /// <param name="sideClass">How the class with what a statement compares is named.</param>
    public static (CilAssembly Assembly, IReadOnlyDictionary<ClaimForm, IReadOnlyList<(string Type, string Text)>> Sides)? Compile(
        IReadOnlyList<ClaimForm> forms, Func<ClaimForm, string> sideClass)
    {
        var program = new PlainProgram();
        return forms.All(form => program.Add(form, sideClass(form))) ? (CilAssembly.Built(program._assembly, program._places), program._sides) : null;
    }

    private bool Add(ClaimForm form, string sideClass)
    {
        if (form.Equal is not null || form.Witness.Count > 0 || form.Statement is not { } statement || Variables(form, form.Variables) is not { } variables)
        {
            return false;
        }

        var claim = AddClass(form.ClassName);
        var forAssumptions = Variables(form, form.AssumptionVariables)!;
        return Add(claim, "Statement", variables, statement) is { } read
            && form.Assumptions.Select((assumption, i) => Add(claim, $"Assume{i}", forAssumptions, assumption)).All(added => added is not null)
            && (form.Expected is not { } expected || Add(claim, "Expected", variables, expected) is not null)
            && AddSides(form, sideClass, variables, statement, read);
    }

    private bool AddSides(ClaimForm form, string sideClass, IReadOnlyList<(string Name, ClrType Type)> variables, ClaimText statement, PlainNode read)
    {
        var binder = new PlainBinder(variables);
        List<(string Type, string Text)> sides = [];
        var type = AddClass(sideClass);
        foreach (var (side, text) in PlainSides.Of(read).Select(side => (side, SideExpressions.OneLine(statement.Text[side.Start..side.End])))
            .DistinctBy(side => side.Item2).Take(SideExpressions.Most))
        {
            var value = binder.Bind(side)!;
            AddMethod(type, $"Side{sides.Count}", variables, value, form.Claim.Place);
            sides.Add((value.Type.Name, text));
        }

        _sides[form] = sides;
        return true;
    }

    private PlainNode? Add(TypeDefinition type, string name, IReadOnlyList<(string Name, ClrType Type)> variables, ClaimText text)
    {
        if (PlainExpression.Read(text.Text) is not { } read || new PlainBinder(variables).Bind(read) is not { Type.Kind: ClrKind.Bool } value)
        {
            return null;
        }

        AddMethod(type, name, variables, value, text.Start);
        return read;
    }

    private void AddMethod(TypeDefinition type, string name, IReadOnlyList<(string Name, ClrType Type)> variables, Bound value, Place place)
    {
        var method = new MethodDefinition(name, MethodAttributes.Static | MethodAttributes.Private, Reference(value.Type));
        foreach (var variable in variables)
        {
            method.Parameters.Add(new ParameterDefinition(variable.Name, ParameterAttributes.None, Reference(variable.Type)));
        }

        type.Methods.Add(method);
        new PlainEmitter(method).Return(value);
        _places[method] = place;
    }

    private TypeDefinition AddClass(string name)
    {
        var type = new TypeDefinition(string.Empty, name, TypeAttributes.NestedPrivate | TypeAttributes.Sealed | TypeAttributes.Abstract);
        _document.NestedTypes.Add(type);
        return type;
    }

    // The names of types that 'types' lines give are no plain variables' names: those would hide them.
    private static List<(string Name, ClrType Type)>? Variables(ClaimForm form, IReadOnlyList<DeclaredVariable> declared)
    {
        List<(string Name, ClrType Type)> variables = [];
        foreach (var variable in declared)
        {
            var alias = form.Types.Aliases.FirstOrDefault(alias => alias.Name == variable.TypeText);
            if (PlainTypes.Find(alias.Type ?? variable.TypeText) is not { } type || !CSharpNames.IsPlain(variable.Name)
                || CSharpNames.IsReserved(variable.Name) || form.Types.Aliases.Any(known => known.Name == variable.Name))
            {
                return null;
            }

            variables.Add((variable.Name, type));
        }

        return variables.Count == declared.Count && form.Types.Aliases.All(alias => PlainTypes.Find(alias.Type) is not null && IsPlainTypeName(alias.Name)) ? variables : null;
    }

    // C# refuses some words as names of types, all of them small, and that of a namespace in use.
    private static bool IsPlainTypeName(string name) => char.IsAsciiLetterUpper(name[0]) && name != nameof(System);

    private TypeReference Reference(ClrType type)
    {
        var system = _assembly.MainModule.TypeSystem;
        return type.Name switch
        {
            "bool" => system.Boolean,
            "sbyte" => system.SByte,
            "byte" => system.Byte,
            "short" => system.Int16,
            "ushort" => system.UInt16,
            "int" => system.Int32,
            "uint" => system.UInt32,
            "long" => system.Int64,
            _ => system.UInt64,
        };
    }
}
