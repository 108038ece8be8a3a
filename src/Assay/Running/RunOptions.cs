using Assay.Claims;
using Assay.Running.Spread;
using Assay.Running.Stored;

namespace Assay.Running;

/// <summary>How a run goes.</summary>
public sealed record RunOptions
{
    /// <summary>How long work may ignore cancelling unless said otherwise.</summary>
    public static TimeSpan DefaultGrace { get; } = TimeSpan.FromMilliseconds(400);

    /// <summary>What a claim may use when it says nothing itself.</summary>
    public Budget DefaultBudget { get; init; } = Budget.Default;

    /// <summary>What overrides the budgets that claims state, or null.</summary>
    public BudgetText? BudgetOverride { get; init; }

    /// <summary>The most that a claim may use, whatever it or the override says; null for no such limit.</summary>
    public Budget? MostBudget { get; init; }

    /// <summary>Hears of each claim as soon as it is settled, before the rest of its document is.</summary>
    public Action<ClaimResult>? Settled { get; init; }

    /// <summary>How long a decider may ignore cancelling before it is left behind.</summary>
    public TimeSpan Grace { get; init; } = DefaultGrace;

    /// <summary>Verdicts of earlier runs, and where those of this one are kept; null for none.</summary>
    public VerdictStore? Verdicts { get; init; }

    /// <summary>Where claims are decided when it is not this process; null for here, one after the other.</summary>
    public ClaimSpread? Spread { get; init; }

    /// <summary>The budget of one claim: the override wins over the claim's own, which wins over the default.</summary>
    public Budget BudgetOf(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var own = claim.Find("budget") is { } text ? BudgetText.Parse(text.Text, out _) : null;
        var budget = own?.Over(DefaultBudget) ?? DefaultBudget;
        budget = BudgetOverride?.Over(budget) ?? budget;
        return MostBudget is { } most ? budget.Within(most) : budget;
    }
}
