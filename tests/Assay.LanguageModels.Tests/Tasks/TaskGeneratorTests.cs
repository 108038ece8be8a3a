using Assay.LanguageModels.Tasks;
using CsCheck;

namespace Assay.LanguageModels.Tests.Tasks;

public sealed class TaskGeneratorTests
{
    // Told by what the family means, not by running the steps.
    [Fact]
    public void Answers_are_those_that_the_depth_says() => Instances.All.Sample(task =>
    {
        var (program, depth) = (task.Program, task.Shape.Depth);
        var first = TrackingTask.FirstValue(program);
        var expected = task.Shape.Family switch
        {
            TaskFamily.TupleSwap or TaskFamily.TemporarySwap or TaskFamily.XorSwap => depth % 2 == 0 ? first : FirstOf(program, 1),
            TaskFamily.Redefinition => program.Steps.OfType<Put>().Last(put => put.Target == program.Asked).Value,
            TaskFamily.Aliasing => depth == 0 ? first : program.Steps.OfType<Put>().Last(put => put.Target == 1).Value,
            _ => first,
        };
        Assert.Equal(expected, program.Answer);
        Assert.InRange(program.Answer, 0, 9);
        Assert.True(task.Shape.Family != TaskFamily.Redefinition || depth != 1 || program.Answer != first);
    });

    [Fact]
    public void A_twin_has_the_same_kinds_of_statements_and_leaves_what_is_asked_for() => Instances.All.Sample(task =>
    {
        Assert.Equal(task.Program.Steps.Select(step => step.GetType()), task.Twin.Steps.Select(step => step.GetType()));
        Assert.Equal(TrackingTask.FirstValue(task.Twin), task.Twin.Answer);
        Assert.Equal(TrackingTask.FirstValue(task.Program), TrackingTask.FirstValue(task.Twin));
        Assert.True(task.Shape.Depth > 0 || task.Program.Steps.SequenceEqual(task.Twin.Steps, StepComparer.Instance));
    });

    [Fact]
    public void Distance_is_what_stands_between_the_last_change_and_the_question() => Instances.All.Sample(task =>
    {
        var tail = task.Program.Steps.Reverse().TakeWhile(step => step is Put { Target: 4 }).Count();
        Assert.True(tail >= task.Shape.Distance);
        Assert.True(tail == task.Shape.Distance || task.Shape.Depth + task.Shape.Distractors == 0);
    });

    [Fact]
    public void The_same_seed_makes_the_same_instance_and_another_one_another()
    {
        var shape = new TaskShape(TaskFamily.TupleSwap, 3, 2, 1);
        Assert.Equal(TaskGenerator.Make(shape, 5).Program.Steps, TaskGenerator.Make(shape, 5).Program.Steps, StepComparer.Instance);
        Assert.NotEqual(TaskGenerator.Make(shape, 5).Program.Steps, TaskGenerator.Make(shape, 6).Program.Steps, StepComparer.Instance);
        Assert.Throws<ArgumentOutOfRangeException>(() => TaskGenerator.Make(shape with { Depth = 65 }, 1));
    }

    // Over many seeds neither null model is right by chance alone more often than the digits make it.
    [Theory]
    [InlineData(TaskFamily.TupleSwap, 1, 0, 0.35)]
    [InlineData(TaskFamily.TupleSwap, 2, 1, 0.35)]
    [InlineData(TaskFamily.Redefinition, 1, 0, 1)]
    [InlineData(TaskFamily.Shadowing, 1, 1, 0)]
    public void Null_models_have_known_scores(TaskFamily family, int depth, double firstValue, double mostOfLastLiteral)
    {
        const int Count = 2000;
        var tasks = Enumerable.Range(0, Count).Select(seed => TaskGenerator.Make(new TaskShape(family, depth), (ulong)seed).Program).ToList();
        Assert.Equal(firstValue, tasks.Count(program => TrackingTask.FirstValue(program) == program.Answer) / (double)Count);
        Assert.InRange(tasks.Count(program => TrackingTask.LastLiteral(program) == program.Answer) / (double)Count, 0, mostOfLastLiteral);
    }

    private static int FirstOf(TrackingProgram program, int variable) => program.Steps.OfType<Put>().First(put => put.Target == variable).Value;

    // Lists inside of records are compared by what is in them.
    private sealed class StepComparer : IEqualityComparer<Step>
    {
        public static StepComparer Instance { get; } = new();

        public bool Equals(Step? x, Step? y) => x is Inner left && y is Inner right ? left.Shadowed.SequenceEqual(right.Shadowed) && left.Body.SequenceEqual(right.Body, this) : object.Equals(x, y);

        public int GetHashCode(Step obj) => obj.GetType().GetHashCode();
    }
}
