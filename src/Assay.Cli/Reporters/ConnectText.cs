using System.Globalization;
using Assay.Cli.Commands;
using Assay.Reporting;
using Assay.Statistics;
using Assay.Training.Connectivity;
using Assay.Training.Passes;

namespace Assay.Cli.Reporters;

/// <summary>Tells on one screen what lies between networks: the verdict first.</summary>
/// <param name="sink">Where the lines go.</param>
/// <param name="networks">The networks.</param>
/// <param name="study">What was found.</param>
internal sealed class ConnectText(IReportSink sink, ConnectNetworks networks, Study study)
{
    private const int LabelWidth = 11;
    private const int LossWidth = 23;
    private const int ErrorWidth = 24;
    private const double Confidence = 0.95;

    // Rounding makes such barriers.
    private const double LeastBarrier = 1e-9;

    // Below twice the accuracy of guessing a network has learned next to nothing.
    private const double NearGuessing = 2;

    private readonly FieldLines _fields = new(sink, LabelWidth);
    private readonly IReadOnlyList<Joining> _ways = Joining.Of(study);

    /// <summary>Writes the report.</summary>
    public void Write()
    {
        var (glyph, headline, tone) = Headline();
        sink.Write(new StyledLine().Add(glyph, tone).Add(" ").Add(headline, tone));
        sink.Write(StyledLine.Empty);
        var network = Training.Networks.NetworkText.Write(networks.Network);
        _fields.Write("networks", string.Join(", ", networks.Files.Select(Path.GetFileName).Take(4)) + (networks.Files.Count > 4 ? string.Create(CultureInfo.InvariantCulture, $", … {networks.Files.Count - 4} more") : ""));
        _fields.Write("", string.Create(CultureInfo.InvariantCulture, $"{network}, {networks.Network.ParameterCount:N0} parameters{(networks.IsGuessed && networks.Network.Layers.Count > 1 ? "; ReLU is supposed between layers, --network says otherwise" : "")}"));
        _fields.Write("samples", string.Create(CultureInfo.InvariantCulture, $"{networks.DataText}: {networks.Data.Training.Length:N0} to train on, {networks.Data.Test.Length:N0} to test on"));
        WriteEnds();
        WriteNotes();
        WriteUnits();
        sink.Write(StyledLine.Empty);
        WriteTable();
        sink.Write(StyledLine.Empty);
        var (plain, merged) = (study.PlainMean, study.MergedMean);
        _fields.Write("merged", $"The mean of {(networks.Files.Count == 2 ? "both" : $"all {networks.Files.Count}")}, permuted and repaired, has {Of(merged)}; as they are, {Of(plain)}.");
        _fields.Write("joined", networks.HasLabels ? $"means that the error on {Where} rises by less than 0.02 on the way." : "means that the training loss rises by less than a tenth on the way.");
        if (networks.Files.Count > 2)
        {
            _fields.Write("intervals", networks.Files.Count >= PairTable.LeastForInterval
                ? "95 % for the mean over pairs, as other networks might have been drawn: a bootstrap of networks, as pairs share them."
                : $"None: from {PairTable.LeastForInterval} networks on they can be had.");
        }
    }

    private (string Glyph, string Headline, Tone Tone) Headline()
    {
        var what = networks.Files.Count == 2 ? "" : $", all {study.Pairs.Count} pairs on average";
        var (plain, matched) = (_ways[0], _ways[1]);
        bool Joins(string name) => _ways.FirstOrDefault(way => way.Name == name)?.Joins(networks.HasLabels) ?? false;
        if (Untrained().Any())
        {
            return ("!", $"nothing to join: {(networks.Files.Count == 2 ? "an end" : "one of them")} does hardly better than guessing", Tone.Bad);
        }

        return (plain.Joins(networks.HasLabels), matched.Joins(networks.HasLabels), Joins("repaired"), Joins("curve")) switch
        {
            (true, _, _, _) => ("✓", $"joined by a straight line as they are{what}", Tone.Good),
            (_, true, _, _) => ("✓", $"joined by a straight line once units are permuted{what}", Tone.Good),
            (_, _, true, _) => ("✓", $"joined by a straight line once units are permuted and repaired{what}", Tone.Good),
            (_, _, _, true) => ("!", $"joined by a curve; on every straight line there is a barrier{what}", Tone.Bad),
            _ => ("✗", $"not joined: there is a barrier on {(study.Pairs[0].Bent is null ? "every straight line that was tried" : "every path that was tried")}{what}", Tone.Bad),
        };
    }

    private void WriteEnds()
    {
        var (losses, accuracies) = (study.Ends.Select(end => end.Training.Loss).ToList(), study.Ends.Select(Accuracy).ToList());
        var accuracy = networks.HasLabels ? $"; accuracy on {Where} {Range(accuracies, Share)}" : "";
        _fields.Write("ends", $"training loss {Range(losses, ValueText.Short)}{accuracy}");
    }

    private void WriteNotes()
    {
        foreach (var (file, end) in Untrained().Take(3))
        {
            _fields.Write("note", $"{Path.GetFileName(file)} has an accuracy of {Share(Accuracy(end))} {Of(networks.Network.Output.Count)}; that no barrier is on its way says nothing.");
        }

        foreach (var same in study.Pairs.Where(pair => pair.Distance.Plain == 0).Take(1))
        {
            _fields.Write("note", $"{Path.GetFileName(networks.Files[same.First])} and {Path.GetFileName(networks.Files[same.Second])} hold the same parameters.");
        }
    }

    private IEnumerable<(string File, (Measure Training, Measure Test) End)> Untrained() =>
        networks.Files.Zip(study.Ends).Where(pair => networks.HasLabels && Accuracy(pair.Second) < NearGuessing / networks.Network.Output.Count);

    private static string Of(int classes) => string.Create(CultureInfo.InvariantCulture, $"on {classes} classes");

    private void WriteUnits()
    {
        var (moved, units) = (study.Pairs.Average(pair => pair.Permuted.Moved), study.Pairs[0].Permuted.Units);
        _fields.Write("units", string.Create(CultureInfo.InvariantCulture, $"{moved:0} of {units:N0} moved; distance of the weights {ValueText.Short(study.Pairs.Average(pair => pair.Distance.Plain))}, permuted {ValueText.Short(study.Pairs.Average(pair => pair.Distance.Matched))}"));
        foreach (var reason in study.Structure.Fixed)
        {
            _fields.Write("", reason);
        }
    }

    private void WriteTable()
    {
        var head = new StyledLine().Add("  " + "".PadRight(LabelWidth + 2) + "loss barrier".PadRight(LossWidth), Tone.Quiet);
        sink.Write(head.Add((networks.HasLabels ? $"error barrier, {(networks.Data.Test.Length > 0 ? "test" : "training")}".PadRight(ErrorWidth) : "") + (networks.HasLabels ? "accuracy half way" : "loss half way"), Tone.Quiet));
        foreach (var way in _ways)
        {
            var (loss, accuracy) = way.Middle;
            var line = new StyledLine().Add("  " + way.Name.PadRight(LabelWidth + 2), Tone.Quiet).Add(With(way.Loss, Barrier).PadRight(LossWidth));
            sink.Write(networks.HasLabels ? line.Add(With(way.Error, Share).PadRight(ErrorWidth)).Add(Share(accuracy)) : line.Add(Finite(loss, ValueText.Short)));
        }
    }

    private string Of((Measure Training, Measure Test) measure) => networks.HasLabels ? $"an accuracy of {Share(Accuracy(measure))} on {Where}" : $"a training loss of {Finite(measure.Training.Loss, ValueText.Short)}";

    private string Where => networks.Data.Test.Length > 0 ? "the test" : "the samples";

    private static double Accuracy((Measure Training, Measure Test) measure) => double.IsNaN(measure.Test.Accuracy) ? measure.Training.Accuracy : measure.Test.Accuracy;

    private static string With(PairTable table, Func<double, string> shown) =>
        Finite(table.Mean, shown) + (table.Bootstrap(Confidence) is { } interval ? $" [{shown(interval.Low)}, {shown(interval.High)}]" : "");

    private static string Range(List<double> values, Func<double, string> shown) =>
        values.Count == 2 ? $"{Finite(values[0], shown)} and {Finite(values[1], shown)}" : $"{Finite(values.Min(), shown)} to {Finite(values.Max(), shown)}";

    private static string Finite(double value, Func<double, string> shown) => double.IsFinite(value) ? shown(value) : "no number";

    private static string Barrier(double value) => Math.Abs(value) < LeastBarrier ? "0" : ValueText.Short(value);

    private static string Share(double share) => share.ToString("0.000", CultureInfo.InvariantCulture);
}
