using System.Diagnostics;
using Assay.Training.Networks;
using Assay.Training.Optimizers;
using Assay.Training.Passes;
using Assay.Training.Rows;

namespace Assay.Bench;

/// <summary>Steps of gradient descent, on the same numbers that the peer has.</summary>
internal sealed class TrainingWork
{
    private const int Samples = 1797;
    private const float Rate = 1e-4f;
    private const int Batches = 8;

    private readonly Network _network;
    private readonly int _count;
    private readonly bool _isGathered;
    private readonly AlignedRoom<float> _inputs;
    private readonly float[] _labels;
    private readonly Member[] _members;

    /// <summary>Work.</summary>
    /// <param name="network">The network that each member is.</param>
    /// <param name="members">How many members.</param>
    /// <param name="samples">Samples of a batch.</param>
    /// <param name="isGathered">Whether each step gathers its batch anew, for each member another one; else all share one.</param>
    public TrainingWork(Network network, int members, int samples, bool isGathered)
    {
        (_network, _count, _isGathered) = (network, samples, isGathered);
        _inputs = Room(Numbers(Samples * network.Input.Count, 1, 1));
        _labels = [.. Enumerable.Range(0, Samples).Select(sample => (float)(sample % 10))];
        _members = [.. Enumerable.Range(0, members).Select(index => new Member([.. Enumerable.Range(0, Batches).Select(batch => Rows(index, batch))], Room(Numbers(network.ParameterCount, 10 + index, 0.2))))];
        First = new Worker(this).Step(_members[0], 0);
    }

    /// <summary>The loss of the first member before any step.</summary>
    public double First { get; }

    /// <summary>A small network for images.</summary>
    public static Network Images(int size) => new(
        Shape.Image(1, size, size),
        [
            new Convolution(8), new Activation(ActivationKind.Relu), new Pool(PoolKind.Greatest, 2),
            new Convolution(16), new Activation(ActivationKind.Relu), new Pool(PoolKind.Greatest, 2), new Flatten(), new Dense(10),
        ]);

    /// <summary>What takes steps of every member, on one thread: as many as there are to take of one member, then of the next, as populations are trained.</summary>
    /// <returns>Takes so many steps.</returns>
    public Action<int> Steps()
    {
        var worker = new Worker(this);
        return steps =>
        {
            foreach (var member in _members)
            {
                for (var step = 0; step < steps; step++)
                {
                    worker.Step(member, step);
                }
            }
        };
    }

    /// <summary>The least milliseconds of a step of every member, with the members dealt to threads that are awake.</summary>
    public double Together(int threads, int rounds)
    {
        var workers = Enumerable.Range(0, threads).Select(_ => new Worker(this)).ToArray();
        var (round, finished, best) = (0, 0, double.MaxValue);
        void Follow(int thread)
        {
            for (var next = 1; next <= rounds; next++)
            {
                while (Volatile.Read(ref round) < next)
                {
                    Thread.SpinWait(1);
                }

                Step(workers[thread], thread, threads);
                Interlocked.Increment(ref finished);
            }
        }

        var others = Enumerable.Range(1, threads - 1).Select(thread => new Thread(() => Follow(thread))).ToArray();
        Array.ForEach(others, thread => thread.Start());
        for (var next = 1; next <= rounds; next++)
        {
            var start = Stopwatch.GetTimestamp();
            Volatile.Write(ref round, next);
            Step(workers[0], 0, threads);
            while (Volatile.Read(ref finished) < next * others.Length)
            {
                Thread.SpinWait(1);
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Array.ForEach(others, thread => thread.Join());
        return best;
    }

    private void Step(Worker worker, int first, int every)
    {
        for (var member = first; member < _members.Length; member += every)
        {
            worker.Step(_members[member], 0);
        }
    }

    // A batch for each of a few steps, one elsewhere than another.
    private int[] Rows(int member, int batch) => [.. Enumerable.Range(0, _count).Select(i => ((i * 7) + member + (batch * 225)) % Samples)];

    private static float[] Numbers(int count, int seed, double scale) =>
        [.. Enumerable.Range(0, count).Select(i => (float)((((uint)((i + (7919L * seed)) * 2654435761) >> 8) / (double)(1 << 24) - 0.5) * scale))];

    // As trainings have it.
    private static AlignedRoom<float> Room(float[] numbers)
    {
        var room = new AlignedRoom<float>(numbers.Length);
        numbers.CopyTo(room.Span);
        return room;
    }

    private sealed record Member(int[][] Rows, AlignedRoom<float> Parameters);

    // What each thread has for itself.
    private sealed class Worker
    {
        private readonly TrainingWork _work;
        private readonly Engine<Lanes, float> _engine;
        private readonly Batch<Lanes, float> _batch;
        private readonly AlignedRoom<float> _gradient;
        private readonly GradientDescent<float> _descent;

        public Worker(TrainingWork work)
        {
            _work = work;
            _engine = Engine<Lanes, float>.Of(work._network, work._count);
            _batch = new(work._count, work._network.Input.Count, 1) { IsInRows = _engine.LikesRows };
            _gradient = new(work._network.ParameterCount);
            _descent = new(work._network.ParameterCount, new GradientDescentSettings());
            _batch.Fill(work._inputs.Span, work._labels, work._members[0].Rows[0]);
        }

        public double Step(Member member, int step)
        {
            if (_work._isGathered)
            {
                _batch.Fill(_work._inputs.Span, _work._labels, member.Rows[step % Batches]);
            }

            var parameters = member.Parameters.Span;
            var gradient = _gradient.Span;
            var measure = _engine.Gradient(parameters, gradient, _batch);
            _descent.Step(parameters, gradient, Rate);
            return measure.Loss;
        }
    }
}
