using System.Reflection;
using Assay.Programs.Evaluation;
using Assay.Programs.Execution;
using Assay.Programs.Frontends.Cil;
using Assay.Programs.Terms;
using Mono.Cecil;

namespace Assay.Programs.Tests.Frontends.CSharp;

/// <summary>How one call ends: with scalars or with an exception, as text that can be compared and shown.</summary>
internal static class Outcome
{
    /// <summary>As .NET ends.</summary>
    public static string Run(MethodInfo method, object[] arguments)
    {
        try
        {
            return Show(ClrValues.Scalars(method.Invoke(null, [.. arguments.Select(Copy)])!));
        }
        catch (TargetInvocationException e)
        {
            return e.InnerException!.GetType().Name;
        }
    }

    /// <summary>As the interpreter ends: the front end on constants.</summary>
    public static string Interpret(CilAssembly assembly, MethodDefinition method, object[] arguments)
    {
        var terms = new TermFactory();
        var constants = arguments.Select((argument, i) => ClrValues.ToTerm(terms, TypeOf(method, i), argument));
        var result = new CilProgram(assembly, terms, new ExecutionLimits()).Execute(method, [.. constants]);
        return Read(result, method, new TermEvaluator(Roots(result, terms)), _ => throw new InvalidOperationException("A free variable."));
    }

    /// <summary>As the unfolding over variables ends when it is evaluated on the arguments.</summary>
    public static Func<object[], string> Unfold(CilAssembly assembly, MethodDefinition method, object[] sample)
    {
        var terms = new TermFactory();
        List<Term> variables = [.. sample.Select((argument, i) =>
            terms.Variable($"x{i}", TypeOf(method, i).Sort(argument is Array array ? array.Length : 0)))];
        var result = new CilProgram(assembly, terms, new ExecutionLimits()).Execute(method, variables);
        var evaluator = new TermEvaluator([.. Roots(result, terms), .. variables]);
        var scalars = variables.SelectMany(ClrValues.Scalars).ToList();
        return arguments =>
        {
            var values = scalars.Zip(arguments.SelectMany(ClrValues.Scalars)).ToDictionary(pair => pair.First, pair => pair.Second);
            return Read(result, method, evaluator, term => values[term]);
        };
    }

    // The NaN that x64 processors make: negative and quiet, without a payload.
    private static Value Unknown(Term term) => new(term.Sort, term.Width == 32 ? 0xFFC0_0000U : 0xFFF8_0000_0000_0000UL);

    private static IEnumerable<Term> Roots(ExecutionResult result, TermFactory terms) =>
        [result.Value ?? terms.False, result.Unfinished, .. result.Faults.Select(fault => fault.Condition)];

    private static string Read(ExecutionResult result, MethodDefinition method, TermEvaluator evaluator, Func<Term, Value> inputs)
    {
        evaluator.Run(term => term.Role == VariableRole.Unknown ? Unknown(term) : inputs(term));
        if (evaluator[result.Unfinished].IsTrue)
        {
            return "unfinished";
        }

        var faults = result.Faults.Where(fault => evaluator[fault.Condition].IsTrue).Select(fault => fault.Exception).ToList();
        return faults.Count > 0 ? string.Join(" and ", faults)
            : result.Value is { } value ? Show(ClrValues.Scalars(value).Select(part => evaluator[part]))
            : method.ReturnType.FullName == "System.Void" ? string.Empty
            : "no result";
    }

    private static ClrType TypeOf(MethodDefinition method, int parameter) =>
        ClrTypes.Of(method.Parameters[parameter].ParameterType, GenericScope.Empty);

    private static string Show(IEnumerable<Value> values) => string.Join(' ', values.Select(value =>
        value.Sort.Kind == SortKind.Float ? $"{value.Double:R}" : value.ToString()));

    private static object Copy(object argument) => argument is Array array ? array.Clone() : argument;
}
