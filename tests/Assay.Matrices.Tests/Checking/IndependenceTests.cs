using System.Reflection;
using System.Reflection.Emit;
using Assay.Matrices.Checking;

namespace Assay.Matrices.Tests.Checking;

/// <summary>The checker names nothing but the base library, the core, and itself: in no signature and in no instruction.</summary>
public sealed class IndependenceTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
    private const string Checker = "Assay.Matrices.Checking";

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    [Fact]
    public void The_checker_shares_no_code_with_the_deciders()
    {
        var types = TypesOf(Checker);
        var foreign = types.SelectMany(type => Named(type).Where(name => !IsAllowed(name)).Select(name => $"{type} names {name}")).Distinct();

        Assert.True(types.Count > 20);
        Assert.Empty(foreign);
    }

    // That the scan sees what it is for.
    [Fact]
    public void The_scan_finds_what_other_code_names() =>
        Assert.Contains(TypesOf("Assay.Matrices.Distance").SelectMany(Named), type => type.FullName == "Assay.Matrices.Rational");

    private static List<Type> TypesOf(string space) => [.. typeof(ReportChecker).Assembly.GetTypes().Where(type => type.Namespace == space)];

    private static bool IsAllowed(Type type) => type.Namespace == Checker
        || (type.Namespace is { } space && space.Split('.')[0] == "System" && !space.StartsWith("System.Runtime.Intrinsics", StringComparison.Ordinal) && !type.Name.StartsWith("Vector", StringComparison.Ordinal))
        || type.Assembly.GetName().Name == "Assay.Core"
        || type.FullName!.StartsWith("<PrivateImplementationDetails>", StringComparison.Ordinal)
        || (type.Namespace is null && type.Name.StartsWith("<>", StringComparison.Ordinal));

    private static IEnumerable<Type> Named(Type type)
    {
        var methods = type.GetMethods(All).Concat<MethodBase>(type.GetConstructors(All)).ToList();
        return type.GetFields(All).Select(field => field.FieldType)
            .Concat(type.GetInterfaces())
            .Append(type.BaseType ?? typeof(object))
            .Concat(methods.SelectMany(Signature))
            .Concat(methods.SelectMany(Instructions))
            .SelectMany(Parts);
    }

    private static IEnumerable<Type> Signature(MethodBase method) => method.GetParameters().Select(parameter => parameter.ParameterType)
        .Append((method as MethodInfo)?.ReturnType ?? typeof(void))
        .Concat(method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? []);

    // The types of all members that instructions name.
    private static IEnumerable<Type> Instructions(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var i = 0; i < code.Length;)
        {
            var opCode = OpCodesByValue[code[i] == 0xfe ? (short)(0xfe00 | code[i + 1]) : code[i]];
            i += opCode.Size;
            if (opCode.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                foreach (var named in TypesOf(method.Module.ResolveMember(BitConverter.ToInt32(code, i), ofType, ofMethod)!))
                {
                    yield return named;
                }
            }

            i += opCode.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, i)),
                _ => 4,
            };
        }
    }

    private static IEnumerable<Type> TypesOf(MemberInfo member) => member switch
    {
        Type type => [type],
        FieldInfo field => [field.DeclaringType!, field.FieldType],
        MethodInfo method => [method.DeclaringType ?? typeof(object), method.ReturnType, .. method.GetParameters().Select(parameter => parameter.ParameterType), .. method.IsGenericMethod ? method.GetGenericArguments() : []],
        _ => [member.DeclaringType!],
    };

    private static IEnumerable<Type> Parts(Type type) => type.IsGenericParameter ? []
        : type.HasElementType ? Parts(type.GetElementType()!)
        : type.GetGenericArguments().SelectMany(Parts).Append(type);
}
