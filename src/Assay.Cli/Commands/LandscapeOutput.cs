using System.Globalization;
using Assay.Claims;
using Assay.Cli.Reporters;
using Assay.Cli.Terminal;
using Assay.Training;
using Assay.Training.Geometry;
using Assay.Training.Probes;
using Assay.Training.Questions;
using Assay.Verdicts;

namespace Assay.Cli.Commands;

/// <summary>How <c>assay landscape</c> answers.</summary>
/// <param name="IsJson">Whether as JSON and nothing else.</param>
/// <param name="Svg">The file for a drawing; null for none.</param>
/// <param name="Html">The file for a page; null for none.</param>
/// <param name="Planes">How many planes.</param>
/// <param name="Points">Points along each axis.</param>
internal sealed record LandscapeOutput(bool IsJson, string? Svg, string? Html, int Planes, int Points)
{
    private const int LabelWidth = 12;

    // Of a share whose interval is wider the middle would mislead.
    private const double WidestShare = 0.25;

    /// <summary>Refuses what cannot be written, before anything is computed.</summary>
    /// <exception cref="TrainingException">The folder of a file is not there.</exception>
    public void Check()
    {
        foreach (var (option, file) in new[] { ("--svg", Svg), ("--html", Html) })
        {
            if (file is not null && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
            {
                throw new TrainingException(new Problem(Place.Whole(option), $"There is no folder '{folder}'.", "Make it, or name another."));
            }
        }
    }

    /// <summary>Answers.</summary>
    /// <exception cref="TrainingException">A file cannot be written.</exception>
    public void Write(Surroundings surroundings, string name, LandscapeSubject subject, LandscapeLook look, IReadOnlyList<Moment> moments, IReadOnlyList<Slice> slices, IReadOnlyList<double[]> way, VarianceSplit? split)
    {
        var last = slices[^1];
        if (Svg is not null)
        {
            Save(Svg, LandscapeSvg.Of(Path.GetFileName(name), look, last, way));
        }

        if (Html is not null)
        {
            var frames = moments.Zip(slices, (moment, slice) => new LandscapeFrame(
                subject.IsStored ? "as stored" : string.Create(CultureInfo.InvariantCulture, $"after {moment.Step:N0} steps"), Clipped(slice, 0.1), Clipped(slice, 0.5), Clipped(slice, 0.9), slice.Clipped)).ToList();
            var method = string.Create(CultureInfo.InvariantCulture, $"The loss of all {subject.Samples:N0} samples over {Planes} random planes, normalised filter by filter (Li and others 2018): medians and tenths over planes.");
            Save(Html, LandscapePage.Of($"The loss around {Path.GetFileName(name)}", look.Verdict.Text, method, last.At, Planes, frames));
        }

        if (IsJson)
        {
            surroundings.Out.WriteLine(LandscapeJson.Of(subject, look, last, split));
            return;
        }

        var sink = surroundings.Sink();
        sink.Write(new Reporting.StyledLine().Add(look.Verdict.Text));
        var fields = new FieldLines(sink, LabelWidth);
        fields.Write("of", subject.Text);
        fields.Write("loss", Text($"{look.Measure.Loss:G5}, accuracy {look.Measure.Accuracy:P1}, gradient of length {look.GradientNorm:G3}, {subject.Network.TrainedCount:N0} parameters, {subject.Samples:N0} samples"));
        fields.Write("bends", Text($"down to {look.Lowest.Curvature:G4} (an eigenvalue within {look.Lowest.Residual:G2}), up to {look.Greatest.Curvature:G4} (within {look.Greatest.Residual:G2}), by {look.Products} products"));
        fields.Write("negative", look.Eigenvalues is { } found
            ? Text($"{SpectrumProbe.Negative(found):P1} of all {found.Values.Length:N0} eigenvalues, the lowest {found.Values[0]:G4}; each is within {found.Bound:G2}")
            : look.Negative.Interval.High - look.Negative.Interval.Low > WidestShare
                ? Text($"between {look.Negative.Interval.Low:P1} and {look.Negative.Interval.High:P1} of eigenvalues by quadrature (95 %): too many lie close to 0 to say more")
                : Text($"{look.Negative.Share:P1} of eigenvalues by quadrature, within {look.Negative.Interval.Low:P1} and {look.Negative.Interval.High:P1} (95 %)"));
        fields.Write("trace", Text($"{look.Trace.Value:G5}, within {look.Trace.Interval.Low:G5} and {look.Trace.Interval.High:G5} (95 %; Hutch++, {look.Trace.Products} products)"));
        if (split is not null)
        {
            var all = Math.Max(split.Seeds + split.Batches + split.Probes, double.Epsilon);
            fields.Write("", Text($"{split.Mean:G5} on average over seeds; of the variance of one probe on a quarter of the samples, {split.Seeds / all:P0} is between seeds, {split.Batches / all:P0} between batches, {split.Probes / all:P0} between probes"));
        }

        fields.Write("escape", Text($"along the lowest direction beside the gradient (curvature {look.Escape.Curvature:G3}) the loss falls by {look.Gains.Along:P2}; over a step as long against the gradient it {(look.Gains.AgainstGradient < 0 ? "rises" : "falls")} by {Math.Abs(look.Gains.AgainstGradient):P2}"));
        if (look.Lower is { IsProved: true } lower)
        {
            fields.Write("", Text($"Proved: the loss is at least {DoubleText.NoMore(lower.Here.Low, 10)} here, and at most {DoubleText.NoLess(lower.There.High, 10)} at the step {lower.Step:G4} along it."));
        }

        fields.Write("sharpness", Text($"{look.Sharpness.Sam:G3} over 0.05 along the gradient; {look.Sharpness.Relative:G3} where parameters are off by a tenth, which rescaling does not change"));
        fields.Write("slices", Text($"at distance 1, over {Planes} planes: median {last.Quantile(0.5)[Points / 2 * Points]:G4}, a tenth below {last.Quantile(0.1)[Points / 2 * Points]:G4}, a tenth above {last.Quantile(0.9)[Points / 2 * Points]:G4}"));
        if (slices.Sum(slice => slice.Clipped) is > 0 and var clipped)
        {
            fields.Write("clipped", Text($"{clipped:N0} losses are no numbers or above {last.Ceiling:G3}; pictures stop there."));
        }

        if (!look.Verdict.IsDecided && look.Eigenvalues is null)
        {
            fields.Write("to decide", "More products look further: --products 500; all eigenvalues are computed of up to 1,000 parameters.");
        }

        foreach (var file in new[] { Svg, Html }.OfType<string>())
        {
            fields.Write("wrote", file);
        }
    }

    private static double[] Clipped(Slice slice, double share) => Array.ConvertAll(slice.Quantile(share), loss => loss <= slice.Ceiling ? loss : slice.Ceiling);

    private static void Save(string path, string text)
    {
        try
        {
            File.WriteAllText(path, text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TrainingException(new Problem(Place.Whole(path), $"It cannot be written: {exception.Message}", "Name a file in a folder that can be written."));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
