using Assay.Claims;
using System.Globalization;
using System.Text;
using Assay.Programs.Execution;

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

    // The compiler works out what is constant, and refuses what overflows, unless told that it may.
    private bool HasFolding(ExpressionProgram program)
    {
        List<bool> known = [.. Enumerable.Range(0, program.Leaves).Select(IsConstant)];
        var folds = false;
        foreach (var step in program.Steps)
        {
            folds |= Folds(step.Operation.Operator, known[step.Left], known[step.Right]);
            known.Add(known[step.Left] && known[step.Right]);
        }

        return folds || (program.Length == 0 && IsConstant(program.Result) && form.ResultType.Name != form.Home.Name);
    }

    private bool HasFolding(ExpressionStep step) => Folds(step.Operation.Operator, IsConstant(step.Left), IsConstant(step.Right));

    // Where an operand is constant and is converted, or where both are constant.
    private bool Folds(ExpressionOperator operation, bool left, bool right) => (left && right) || (operation switch
    {
        ExpressionOperator.SignedLess => !IsSigned,
        ExpressionOperator.UnsignedLess => IsSigned,
        ExpressionOperator.Shl or ExpressionOperator.Shr or ExpressionOperator.Sar => form.Home.Name != "int",
        _ => false,
    } && (left || right));

    private bool IsConstant(int value) => value >= parameters.Count && value < parameters.Count + constants.Count;

    /// <summary>The method.</summary>
    public string Method(string name, ExpressionProgram program)
    {
        var signature = string.Join(", ", form.Types.Zip(parameters, (type, parameter) => $"{type.Name} {Escaped(parameter)}"));
        var head = $"static {form.ResultType.Name} {name}({signature})";
        var whole = Nested(program, [.. Leaves()]);
        if (whole.Length <= LongestLine)
        {
            return $"{head} => {(HasFolding(program) ? $"unchecked({whole})" : whole)};\n";
        }

        var text = new StringBuilder($"{head}\n{{\n");
        List<string> values = [.. Leaves()];
        for (var i = 0; i < program.Steps.Count; i++)
        {
            var step = program.Steps[i];
            var isLast = i == program.Steps.Count - 1;
            var value = isLast ? Last(step, values[step.Left], values[step.Right]) : Applied(step.Operation.Operator, values[step.Left], values[step.Right]);
            value = HasFolding(step) ? $"unchecked({value})" : value;
            if (isLast)
            {
                return text.Append(CultureInfo.InvariantCulture, $"    return {value};\n}}\n").ToString();
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
        if (!IsSigned || (value >> (form.Width - 1)) == 0)
        {
            return value < 1000 ? string.Create(CultureInfo.InvariantCulture, $"{value}{suffix}") : $"0x{value:X}{suffix}";
        }

        var number = ExpressionMeaning.Signed(value, form.Width);
        return number == ExpressionMeaning.Signed(1UL << (form.Width - 1), form.Width)
            ? $"{_signed}.MinValue"
            : string.Create(CultureInfo.InvariantCulture, $"{number}{suffix}");
    }

    // The whole as one expression; too long for a line where a value is used twice, which then gets a name of its own.
    private string Nested(ExpressionProgram program, List<string> values)
    {
        if (program.Length == 0)
        {
            return Converted(values[program.Result]);
        }

        var uses = program.Steps.SelectMany(step => step.Operation.IsUnary ? new[] { step.Left } : [step.Left, step.Right]).CountBy(value => value).ToDictionary();
        foreach (var step in program.Steps.SkipLast(1))
        {
            var value = Bracketed(step.Operation.Operator, Applied(step.Operation.Operator, values[step.Left], values[step.Right]));
            values.Add(uses.GetValueOrDefault(values.Count) > 1 ? new string('x', LongestLine + 1) : value);
        }

        return Last(program.Steps[^1], values[program.Steps[^1].Left], values[program.Steps[^1].Right]);
    }

    private string Bracketed(ExpressionOperator operation, string value) =>
        !IsNarrow && (operation == ExpressionOperator.Not || (operation == ExpressionOperator.Neg && IsSigned)) ? value : $"({value})";

    // A comparison is a truth value already.
    private string Last(ExpressionStep step, string a, string b) =>
        form.ResultType.Kind == ClrKind.Bool && Condition(step.Operation.Operator, a, b) is { } condition
            ? condition
            : Converted(Applied(step.Operation.Operator, a, b));

    private IEnumerable<string> Leaves() =>
        form.Types.Zip(parameters, (type, parameter) => Home(type, Escaped(parameter))).Concat(constants.Select(Constant));

    private string Home(ClrType type, string name) =>
        type.Kind == ClrKind.Bool ? $"{(IsNarrow ? $"({form.Home.Name})" : "")}({name} ? {Constant(1)} : {Constant(0)})"
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
        _ when Condition(operation, a, b) is { } condition => Bit(condition),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "Unknown operation."),
    };

    private string? Condition(ExpressionOperator operation, string a, string b) => operation switch
    {
        ExpressionOperator.SignedLess => $"{Signed(a)} < {Signed(b)}",
        ExpressionOperator.UnsignedLess => $"{Unsigned(a)} < {Unsigned(b)}",
        ExpressionOperator.Equal => $"{a} == {b}",
        _ => null,
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

    private static string Escaped(string name) => !CSharpNames.IsReserved(name) ? name : "@" + name;
}
