using System.Globalization;
using System.Text;
using Assay.Programs.Execution;
using Microsoft.CodeAnalysis.CSharp;

namespace Assay.Programs.Synthesis.Shortening.Expressions;

/// <summary>Writes a program as a C# method.</summary>
/// <param name="form">How inputs and result are numbers.</param>
/// <param name="parameters">The names of the inputs.</param>
/// <param name="constants">The constants.</param>
internal sealed class ExpressionText(ExpressionForm form, IReadOnlyList<string> parameters, IReadOnlyList<ulong> constants)
{
    private const int LongestLine = 90;

    private readonly string _signed = ExpressionForm.NameOf(form.Width, signed: true);
    private readonly string _unsigned = ExpressionForm.NameOf(form.Width, signed: false);

    // Below 32 bits C# computes with int and must be told to cut.
    private bool IsNarrow => form.Width < 32;

    private bool IsSigned => form.Home.Signed;

    // The compiler works out constants, and refuses what overflows, unless told that it may.
    private bool HasFolding(ExpressionProgram program) => program.Steps.Any(HasFolding);

    private bool HasFolding(ExpressionStep step) => (IsConstant(step.Left) && IsConstant(step.Right)) || (step.Operation.Operator switch
    {
        ExpressionOperator.SignedLess => !IsSigned,
        ExpressionOperator.UnsignedLess => IsSigned,
        ExpressionOperator.Shl or ExpressionOperator.Shr or ExpressionOperator.Sar => form.Home.Name != "int",
        _ => false,
    } && (IsConstant(step.Left) || IsConstant(step.Right)));

    private bool IsConstant(int value) => value >= parameters.Count && value < parameters.Count + constants.Count;

    /// <summary>The method.</summary>
    public string Method(string name, ExpressionProgram program)
    {
        var signature = string.Join(", ", form.Types.Zip(parameters, (type, parameter) => $"{type.Name} {Escaped(parameter)}"));
        var head = $"static {form.ResultType.Name} {name}({signature})";
        var whole = Converted(Nested(program, [.. Leaves()]));
        if (whole.Length <= LongestLine)
        {
            return $"{head} => {(HasFolding(program) ? $"unchecked({whole})" : whole)};\n";
        }

        var text = new StringBuilder($"{head}\n{{\n");
        List<string> values = [.. Leaves()];
        for (var i = 0; i < program.Steps.Count; i++)
        {
            var step = program.Steps[i];
            var value = Applied(step.Operation.Operator, values[step.Left], values[step.Right]);
            value = HasFolding(step) ? $"unchecked({value})" : value;
            if (i == program.Steps.Count - 1)
            {
                return text.Append(CultureInfo.InvariantCulture, $"    return {Converted(value)};\n}}\n").ToString();
            }

            values.Add(Fresh(i + 1));
            text.Append(CultureInfo.InvariantCulture, $"    {form.Home.Name} {values[^1]} = {value};\n");
        }

        throw new InvalidOperationException("A program without steps is a short text.");
    }

    /// <summary>A constant as C# writes it in the type of the values.</summary>
    public string Constant(ulong value)
    {
        var suffix = (form.Width, IsSigned) switch { (32, false) => "u", (64, true) => "L", (64, false) => "UL", _ => "" };
        var number = IsSigned ? ExpressionMeaning.Signed(value, form.Width) : unchecked((long)value);
        if (IsSigned && number == ExpressionMeaning.Signed(1UL << (form.Width - 1), form.Width))
        {
            return $"{_signed}.MinValue";
        }

        return number is > -1000 and < 1000 ? number.ToString(CultureInfo.InvariantCulture) + suffix
            : IsSigned && number < 0 ? number.ToString(CultureInfo.InvariantCulture) + suffix
            : $"0x{value:X}{suffix}";
    }

    private static string Nested(ExpressionProgram program, List<string> values, Func<ExpressionStep, string, string, string> apply)
    {
        var leaves = values.Count;
        var uses = program.Steps.SelectMany(step => step.Operation.IsUnary ? new[] { step.Left } : [step.Left, step.Right]).CountBy(value => value).ToDictionary();
        foreach (var step in program.Steps)
        {
            // What is used twice gets a name of its own, and so the whole does not fit on a line.
            var isTwice = uses.GetValueOrDefault(values.Count) > 1;
            var value = apply(step, values[step.Left], values[step.Right]);
            values.Add(isTwice ? new string('x', LongestLine + 1) : value);
        }

        var result = values[program.Result];
        return program.Result >= leaves && IsBracketed(result) ? result[1..^1] : result;
    }

    private string Nested(ExpressionProgram program, List<string> leaves) =>
        Nested(program, leaves, (step, a, b) => $"({Applied(step.Operation.Operator, a, b)})");

    private static bool IsBracketed(string text) => text is ['(', .., ')'];

    private IEnumerable<string> Leaves() =>
        form.Types.Zip(parameters, (type, parameter) => Home(type, Escaped(parameter))).Concat(constants.Select(Constant));

    private string Home(ClrType type, string name) =>
        type.Kind == ClrKind.Bool ? $"({name} ? {Constant(1)} : {Constant(0)})"
        : type.Name == form.Home.Name ? name
        : $"({form.Home.Name}){name}";

    private string Converted(string value) =>
        form.ResultType.Kind == ClrKind.Bool ? $"({value}) != 0"
        : form.ResultType.Name == form.Home.Name ? value
        : $"({form.ResultType.Name})({value})";

    private string Applied(ExpressionOperator operation, string a, string b) => operation switch
    {
        ExpressionOperator.Not => Cut($"~{a}"),
        ExpressionOperator.Neg => IsSigned ? Cut(a.StartsWith('-') ? $"-({a})" : $"-{a}") : Cut($"0 - {a}"),
        ExpressionOperator.PopCount => Cut($"{_unsigned}.PopCount({Unsigned(a)})", isInt: true),
        ExpressionOperator.LeadingZeros => Cut($"{_unsigned}.LeadingZeroCount({Unsigned(a)})", isInt: true),
        ExpressionOperator.TrailingZeros => Cut($"{_unsigned}.TrailingZeroCount({Unsigned(a)})", isInt: true),
        ExpressionOperator.Add => Cut($"{a} + {b}"),
        ExpressionOperator.Sub => Cut($"{a} - {b}"),
        ExpressionOperator.Mul => Cut($"{a} * {b}"),
        ExpressionOperator.And => Cut($"{a} & {b}"),
        ExpressionOperator.Or => Cut($"{a} | {b}"),
        ExpressionOperator.Xor => Cut($"{a} ^ {b}"),
        ExpressionOperator.Shl => Cut($"{a} << {Count(b)}"),
        ExpressionOperator.Shr => IsSigned && IsNarrow ? Cut($"{Unsigned(a)} >> {Count(b)}") : Cut(IsSigned ? $"{a} >>> {Count(b)}" : $"{a} >> {Count(b)}"),
        ExpressionOperator.Sar => IsSigned ? Cut($"{a} >> {Count(b)}") : $"({form.Home.Name})({Signed(a)} >> {Count(b)})",
        ExpressionOperator.SignedLess => Bit($"{Signed(a)} < {Signed(b)}"),
        ExpressionOperator.UnsignedLess => Bit($"{Unsigned(a)} < {Unsigned(b)}"),
        ExpressionOperator.Equal => Bit($"{a} == {b}"),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "Unknown operation."),
    };

    private string Bit(string condition) => IsNarrow ? $"({form.Home.Name})({condition} ? 1 : 0)" : $"{condition} ? {Constant(1)} : {Constant(0)}";

    private string Cut(string value, bool isInt = false) => IsNarrow || (isInt && IsSigned) ? $"({form.Home.Name})({value})" : value;

    private string Count(string value) => form.Home.Name == "int" || IsNarrow ? value : $"(int){value}";

    private string Signed(string value) => IsSigned ? value : $"({_signed}){value}";

    private string Unsigned(string value) => IsSigned ? $"({_unsigned}){value}" : value;

    private string Fresh(int number)
    {
        var name = $"t{number}";
        while (parameters.Contains(name))
        {
            name += "_";
        }

        return name;
    }

    private static string Escaped(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
