using System.Globalization;

namespace Assay.Running;

/// <summary>A budget as people write it, <c>10 s, 64 seeds</c>: it changes only what it mentions.</summary>
/// <param name="Time">Wall-clock time, when mentioned.</param>
/// <param name="Memory">Bytes, when mentioned.</param>
/// <param name="Seeds">Random seeds, when mentioned.</param>
public sealed record BudgetText(TimeSpan? Time, long? Memory, int? Seeds)
{
    /// <summary>How a budget is written, for messages.</summary>
    public const string Form = "Write for example: 10 s, 500 ms, 2 min, 1 GB, 64 seeds.";

    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(7);

    /// <summary>The budget that results when this text is said on top of <paramref name="basis"/>.</summary>
    public Budget Over(Budget basis)
    {
        ArgumentNullException.ThrowIfNull(basis);
        return new Budget(Time ?? basis.Time, Memory ?? basis.Memory, Seeds ?? basis.Seeds);
    }

    /// <summary>Reads a budget; on failure <paramref name="error"/> says what is wrong, and at which offset.</summary>
    public static BudgetText? Parse(string text, out (int Offset, string Message) error)
    {
        ArgumentNullException.ThrowIfNull(text);
        var budget = new BudgetText(null, null, null);
        var offset = 0;
        foreach (var raw in text.Split(','))
        {
            var part = raw.Trim();
            var at = offset + raw.Length - raw.TrimStart().Length;
            offset += raw.Length + 1;
            if (budget.With(part) is not { } more)
            {
                error = (at, part.Length == 0 ? "A budget is missing here." : $"'{part}' is not a budget.");
                return null;
            }

            budget = more;
        }

        error = default;
        return budget;
    }

    private BudgetText? With(string part)
    {
        var digits = part.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        if (!decimal.TryParse(part[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount <= 0)
            return null;

        return part[digits..].Trim() switch
        {
            "ms" => WithTime(amount, TimeSpan.FromMilliseconds(1)),
            "s" => WithTime(amount, TimeSpan.FromSeconds(1)),
            "min" => WithTime(amount, TimeSpan.FromMinutes(1)),
            "h" => WithTime(amount, TimeSpan.FromHours(1)),
            "MB" => WithMemory(amount, 1L << 20),
            "GB" => WithMemory(amount, 1L << 30),
            "seed" or "seeds" when Seeds is null && amount <= int.MaxValue && amount == decimal.Truncate(amount) =>
                this with { Seeds = (int)amount },
            _ => null,
        };
    }

    private BudgetText? WithTime(decimal amount, TimeSpan unit)
    {
        if (Time is not null || amount > LongestTime.Ticks / unit.Ticks)
            return null;
        return this with { Time = TimeSpan.FromTicks(Math.Max(1, (long)(amount * unit.Ticks))) };
    }

    private BudgetText? WithMemory(decimal amount, long unit)
    {
        if (Memory is not null || amount > long.MaxValue / unit)
            return null;
        return this with { Memory = (long)(amount * unit) };
    }
}
