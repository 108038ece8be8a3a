using Assay.Programs.Deciders;
using Assay.Programs.Deciders.Exhaustion;
using Assay.Programs.Evaluation;
using Assay.Programs.Terms;
using Assay.Programs.Tests.Frontends.CSharp.Random;
using Assay.Programs.Tests.Terms;
using Assay.TestSupport;

namespace Assay.Programs.Tests.Deciders.Exhaustion;

/// <summary>Goals that were sent mean what they meant; what was changed on the way is refused, or is a goal all the same.</summary>
public sealed class GoalBytesTests
{
    // Sorts of the arguments and of the result: b is bool, x any, u v w bit-vectors, f g floats. The same letter is the same sort, also in width.
    private static readonly Dictionary<Op, string> Signatures = new()
    {
        [Op.Ite] = "bxxx",
        [Op.Equal] = "xxb",
        [Op.Not] = "bb",
        [Op.And] = "bbb",
        [Op.Or] = "bbb",
        [Op.BvNot] = "vv",
        [Op.BvAnd] = "vvv",
        [Op.BvOr] = "vvv",
        [Op.BvXor] = "vvv",
        [Op.Neg] = "vv",
        [Op.Add] = "vvv",
        [Op.Sub] = "vvv",
        [Op.Mul] = "vvv",
        [Op.UDiv] = "vvv",
        [Op.URem] = "vvv",
        [Op.SDiv] = "vvv",
        [Op.SRem] = "vvv",
        [Op.Shl] = "vvv",
        [Op.LShr] = "vvv",
        [Op.AShr] = "vvv",
        [Op.ULt] = "vvb",
        [Op.SLt] = "vvb",
        [Op.Concat] = "uvw",
        [Op.Extract] = "vw",
        [Op.ZeroExtend] = "vw",
        [Op.SignExtend] = "vw",
        [Op.PopCount] = "vv",
        [Op.LeadingZeros] = "vv",
        [Op.TrailingZeros] = "vv",
        [Op.FNeg] = "ff",
        [Op.FAbs] = "ff",
        [Op.FAdd] = "fff",
        [Op.FSub] = "fff",
        [Op.FMul] = "fff",
        [Op.FDiv] = "fff",
        [Op.FRem] = "fff",
        [Op.FSqrt] = "ff",
        [Op.FFma] = "ffff",
        [Op.FRound] = "ff",
        [Op.FEqual] = "ffb",
        [Op.FLt] = "ffb",
        [Op.FLe] = "ffb",
        [Op.FIsNaN] = "fb",
        [Op.FConvert] = "fg",
        [Op.FFromSigned] = "vf",
        [Op.FFromUnsigned] = "vf",
        [Op.FToSigned] = "fv",
        [Op.FToUnsigned] = "fv",
        [Op.FFromBits] = "vf",
        [Op.FToBits] = "fv",
    };

    [Fact]
    public void A_goal_comes_back_with_its_meaning() => Each(Rounds.Of(300), (goal, dice) =>
    {
        var read = GoalBytes.Read(GoalBytes.Write(goal));
        AssertWellTyped(read);
        for (var i = 0; i < 10; i++)
        {
            List<Value> values = [.. goal.Inputs.Select(input => Inputs.Of(input.Sort, dice))];
            Assert.Equal(Value(goal.Target, goal.Inputs, values), Value(read.Target, read.Inputs, values));
            Assert.Equal(Value(goal.Assumed, goal.Inputs, values), Value(read.Assumed, read.Inputs, values));
        }
    });

    [Fact]
    public void A_goal_whose_operations_or_sorts_were_changed_is_refused_or_well_typed()
    {
        var (refused, taken) = (0, 0);
        Each(Rounds.Of(300), (goal, dice) =>
        {
            var bytes = GoalBytes.Write(goal);
            var places = Places(bytes);
            for (var i = 0; i < 100; i++)
            {
                byte[] changed = [.. bytes];
                var (at, change) = dice.Of(places);
                change(changed, at, dice);
                try
                {
                    var read = GoalBytes.Read(changed);
                    AssertWellTyped(read);
                    Value(read.Target, read.Inputs, [.. read.Inputs.Select(input => Inputs.Of(input.Sort, dice))]);
                    taken++;
                }
                catch (InvalidDataException)
                {
                    refused++;
                }
            }
        });
        Assert.True(refused > 1000 && taken > 1000, $"{refused} were refused, {taken} taken");
    }

    [Theory]
    [InlineData("FEqual", 2)]
    [InlineData("PopCount", 3)]
    [InlineData("FRound", 1)]
    [InlineData("FToBits", 1)]
    [InlineData("ULt", 2)]
    [InlineData("Tuple", 1)]
    [InlineData("Variable", 1)]
    [InlineData("200", 1)]
    public void An_operation_on_terms_that_it_does_not_take_is_refused(string op, int count)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write([1, (byte)SortKind.Bool, 1, 1, (byte)Enum.Parse<Op>(op), (byte)SortKind.Bool, 1]);
        writer.Write([.. new byte[16], (byte)count, .. new byte[count], 1, 1]);

        Assert.Equal("This is no operation, or not one on such terms.", Assert.Throws<InvalidDataException>(() => GoalBytes.Read(stream.ToArray())).Message);
    }

    // Random goals, those among them whose floats are made of bits and taken apart again.
    private static void Each(int rounds, Action<Goal, Dice> look)
    {
        for (var seed = 0; seed < rounds; seed++)
        {
            var dice = new Dice(5, (ulong)seed);
            var terms = new TermFactory(simplify: dice.OneIn(2));
            var random = new RandomTerms(terms, dice).Build(1 + dice.Below(25), null, floats: dice.OneIn(2));
            List<Term> truths = [.. random.Nodes.Where(node => node.Sort.Equals(Sort.Bool))];
            List<Term> floats = [.. random.Nodes.Where(node => node.Sort.Kind == SortKind.Float)];
            if (floats.Count > 0)
            {
                var bits = terms.Rebuild(RandomFloats.ToBits(floats[^1].Width), [floats[^1]]);
                truths.Add(terms.And(truths[^1], terms.SLt(bits, terms.PopCount(bits))));
            }

            var goal = Goals.Of(terms, truths[^1], signed: true, random.Variables);
            look(new Goal { Terms = terms, Variables = goal.Variables, Target = goal.Target, Assumed = dice.Of(truths) }, dice);
        }
    }

    private static Value Value(Term term, IReadOnlyList<Term> inputs, IReadOnlyList<Value> values)
    {
        var input = inputs.Zip(values).ToDictionary(pair => pair.First, pair => pair.Second);
        return TermEvaluator.Evaluate(term, variable => input[variable]);
    }

    // Where operations, sorts and payloads stand, and how each is changed.
    private static List<(int At, Action<byte[], int, Dice> Change)> Places(byte[] bytes)
    {
        List<(int, Action<byte[], int, Dice>)> places = [];
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var stream = reader.BaseStream;
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            places.Add(((int)stream.Position, ChangeSort));
            stream.Position += 2;
        }

        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            var start = (int)stream.Position;
            places.AddRange([(start, ChangeOperation), (start, ChangeOperation), (start + 1, ChangeSort), (start, ChangeBoth), (start + 3, (changed, at, dice) => changed[at] = (byte)dice.Below(140))]);
            stream.Position += 19;
            for (var arguments = reader.Read7BitEncodedInt(); arguments > 0; arguments--)
            {
                reader.Read7BitEncodedInt();
            }
        }

        return places;
    }

    private static void ChangeOperation(byte[] changed, int at, Dice dice) => changed[at] = (byte)dice.Below(Enum.GetValues<Op>().Length + 1);

    private static void ChangeSort(byte[] changed, int at, Dice dice)
    {
        if (dice.OneIn(2))
        {
            changed[at] = (byte)dice.Below(6);
        }
        else
        {
            changed[at + 1] = (byte)dice.Of(0, 1, 2, 8, 16, 32, 64, 128, 129);
        }
    }

    private static void ChangeBoth(byte[] changed, int at, Dice dice)
    {
        ChangeOperation(changed, at, dice);
        ChangeSort(changed, at + 1, dice);
    }

    private static void AssertWellTyped(GoalBytes goal)
    {
        Assert.Equal((Sort.Bool, Sort.Bool), (goal.Target.Sort, goal.Assumed.Sort));
        foreach (var term in TermOrder.Of(goal.Target, goal.Assumed).Where(term => term.Op is not (Op.Constant or Op.Variable)))
        {
            List<Sort> sorts = [.. term.Args.Select(argument => argument.Sort), term.Sort];
            var letters = Signatures[term.Op];
            Assert.True(letters.Length == sorts.Count && letters.Zip(sorts).All(pair => IsOf(pair.First, pair.Second)), $"{term.Op} of {string.Join(' ', sorts)}");
            Assert.All(letters.Zip(sorts).GroupBy(pair => pair.First), same => Assert.Single(same.Select(pair => pair.Second).Distinct()));
            Assert.True(HasWidths(term), $"{term.Op} of {string.Join(' ', sorts)}");
        }
    }

    private static bool IsOf(char letter, Sort sort) => letter switch
    {
        'b' => sort.Equals(Sort.Bool),
        'f' or 'g' => sort.Kind == SortKind.Float,
        'x' => sort.IsScalar,
        _ => sort.Kind == SortKind.BitVector,
    };

    private static bool HasWidths(Term term) => term.Op switch
    {
        Op.Concat => term.Width == term.Args[0].Width + term.Args[1].Width,
        Op.Extract => (int)term.Payload + term.Width <= term.Args[0].Width,
        Op.ZeroExtend or Op.SignExtend => term.Width >= term.Args[0].Width,
        Op.FFromBits or Op.FToBits => term.Width == term.Args[0].Width,
        Op.FRound => Enum.IsDefined((Rounding)(int)term.Payload),
        _ => true,
    };
}
