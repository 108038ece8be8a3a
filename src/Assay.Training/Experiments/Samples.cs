using System.Numerics;
using Assay.Training.Networks;
using Assay.Training.Passes;

namespace Assay.Training.Experiments;

/// <summary>The samples of the member at hand, in blocks: all to train on, all to test on.</summary>
internal sealed class Samples<T, S>(Network network, IEngine<T, S> engine)
    where T : unmanaged, IReal<T, S>
    where S : unmanaged, IBinaryFloatingPointIeee754<S>
{
    // More than this are looked at part by part.
    private const int MostAtOnce = 8192;

    private Batch<T, S>? _training;
    private Batch<T, S>? _test;
    private MemberData<S>? _data;

    /// <summary>The member's samples.</summary>
    public MemberData<S> Data => _data!;

    /// <summary>All samples to train on, in one batch.</summary>
    public Batch<T, S> Training => _training ??= Filled(Data.Training, null);

    /// <summary>All samples to train on, or the first of them where they are many.</summary>
    public Batch<T, S> Some => Data.Training.Length <= MostAtOnce ? Training : Filled(Data.Training[..MostAtOnce], null);

    /// <summary>Takes the samples of a member.</summary>
    public void Use(MemberData<S> data)
    {
        if (!ReferenceEquals(_data, data))
        {
            (_data, _training, _test) = (data, null, null);
        }
    }

    /// <summary>How the network does on all samples to train on.</summary>
    public Measure OnTraining(Span<S> parameters) =>
        _training is not null || Data.Training.Length <= MostAtOnce ? engine.Look(parameters, Training) : InParts(parameters, Data.Training);

    /// <summary>How the network does on all samples to test on; not a number where there is none.</summary>
    public Measure OnTest(Span<S> parameters)
    {
        if (Data.Test.Length == 0)
        {
            return new Measure(double.NaN, double.NaN);
        }

        if (Data.Test.Length > MostAtOnce)
        {
            return InParts(parameters, Data.Test);
        }

        return engine.Look(parameters, _test ??= Filled(Data.Test, null));
    }

    /// <summary>Room for a batch of so many samples.</summary>
    public Batch<T, S> Room(int most) => new(most, network.Input.Count, Data.TargetsPerSample)
    {
        AreLabels = network.Loss == LossKind.CrossEntropy,
        IsInRows = engine.LikesRows,
    };

    private Measure InParts(Span<S> parameters, int[] rows)
    {
        var (loss, accuracy, counted) = (0.0, 0.0, 0L);
        Batch<T, S>? room = null;
        foreach (var part in rows.Chunk(MostAtOnce))
        {
            room = Filled(part, room);
            var measure = engine.Look(parameters, room);
            loss += measure.Loss * room.Counted;
            accuracy += measure.Accuracy * room.Counted;
            counted += room.Counted;
        }

        return new Measure(loss / counted, accuracy / counted);
    }

    private Batch<T, S> Filled(int[] rows, Batch<T, S>? room)
    {
        room ??= Room(rows.Length);
        room.Fill(Data.Inputs.Span, Data.Targets, rows);
        return room;
    }
}
