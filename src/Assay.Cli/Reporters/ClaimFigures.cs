using System.Collections.Concurrent;
using Assay.Matrices;
using Assay.Reporting.Html;
using Assay.Running;
using Assay.Training;

namespace Assay.Cli.Reporters;

/// <summary>Drawings for claims: the singular values of matrices that are given and, where runs are watched, how training went.</summary>
internal sealed class ClaimFigures
{
    private const int Looks = 40;
    private const int MostText = 20_000;
    private const int MostMatrices = 4;
    private static readonly TimeSpan TimeForSpectrum = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Figure> _curves = new();
    private readonly ConcurrentDictionary<string, Figure?> _spectra = new();

    /// <summary>The options with which the runs of claims are looked at.</summary>
    public TrainingOptions Watch(TrainingOptions options) => options with { Looks = Looks, Finished = Keep };

    /// <summary>The drawings of a claim.</summary>
    public IReadOnlyList<Figure> Of(ClaimResult result)
    {
        if (_curves.TryGetValue(result.Claim.Reference, out var curves))
            return [curves];
        return result is { Claim.Domain: "matrices", Settlement: Answered }
            ? [.. result.Claim.All("given").Take(MostMatrices).Select(given => _spectra.GetOrAdd(given.Text, Spectrum)).OfType<Figure>()]
            : [];
    }

    private void Keep(CampaignResult campaign)
    {
        if (campaign.Settings.Any(setting => setting.Runs.Any(seed => seed.Any(run => run.Curve.Count > 0))))
            _curves[campaign.Claim.Reference] = new Figure($"How the runs of {string.Join(" and ", campaign.Plan.Arms.Select(arm => arm.Name))} went: medians over seeds, with bands that hold four fifths of them.", CurvesSvg.Of(campaign, beside: 1));
    }

    private static Figure? Spectrum(string given)
    {
        if (given.Split('=', 2, StringSplitOptions.TrimEntries) is not [var name, ['[', ..] text] || text.Length > MostText)
            return null;
        using var limit = new CancellationTokenSource(TimeForSpectrum);
        try
        {
            return Matrix.Parse(text).Diagnose(new DiagnoseOptions { Determinant = false }, limit.Token).Analysis?.Conditioning?.SingularValues is { Count: > 0 } values
                ? new Figure($"The singular values of {name}: {string.Join(", ", values.Take(3))}{(values.Count > 3 ? ", …" : "")}.", SpectrumSvg.Of(name, values))
                : null;
        }
        catch (Exception exception) when (exception is MatrixException or OperationCanceledException)
        {
            // The claim has been answered; it only goes without a drawing.
            return null;
        }
    }
}
