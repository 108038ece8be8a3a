using Assay.Programs.Assumptions;
using CsCheck;

namespace Assay.Programs.Tests.Assumptions;

/// <summary>The search knows atoms by their truth vectors only; here these are truth tables of a few variables.</summary>
public sealed class FormulaSearchTests
{
    private const int Variables = 4;
    private const int Points = 1 << Variables;

    [Theory]
    [InlineData("a && b", "a && b")]
    [InlineData("a || b && c", "a || b && c")]
    [InlineData("a && b || !a && c", "a && b || !a && c")]
    [InlineData("(a || b) && (c || d)", "(a || b) && (c || d)")]
    [InlineData("a && b || a && c", "a && (b || c)")]
    [InlineData("a && b || c && d || !a && !c", "a && b || !a && !c || c && d")]
    public void The_smallest_formula_is_found(string wanted, string expected)
    {
        var atoms = Atoms();
        var on = TruthVector.Of(Points, point => Read(wanted, point));
        Assert.Equal(expected, Search(atoms, on)?.Text);
    }

    [Fact]
    public void Cheap_atoms_win()
    {
        FormulaAtom[] atoms = [.. Atoms(), new("a-and-b", Atoms()[0].Truth & Atoms()[2].Truth, 25), new("rare", Atoms()[4].Truth, 3)];
        Assert.Equal("a && b", Search(atoms, atoms[0].Truth & atoms[2].Truth)?.Text);
        Assert.Equal("rare", Search(atoms, atoms[4].Truth)?.Text);
    }

    [Fact]
    public void Where_no_formula_separates_none_is_found()
    {
        FormulaAtom[] atoms = [Atoms()[0]];
        Assert.Null(Search(atoms, TruthVector.Of(Points, point => point == 3)));
    }

    [Fact]
    public void The_widest_formula_stays_inside_and_covers_most()
    {
        var atoms = Atoms().Take(4).ToArray();
        var (on, off) = (TruthVector.Of(Points, point => (point & 3) != 0), TruthVector.Of(Points, point => (point & 3) == 0));
        Assert.Equal("a || b", new FormulaSearch(atoms).Widest(on, off, [.. Enumerable.Repeat(1L, Points)], new HashSet<string>())?.Text);
    }

    [Fact]
    public void What_is_found_is_right_on_every_point_and_no_two_atoms_do_better() =>
        Gen.Select(Gen.ULong[0, (1UL << Points) - 1], Gen.ULong[0, (1UL << Points) - 1]).Sample((truth, known) =>
        {
            var (on, off) = (TruthVector.Of(Points, point => (truth & known) >> point % 64 << 63 != 0), TruthVector.Of(Points, point => (~truth & known) >> point << 63 != 0));
            if (on.IsNowhere || off.IsNowhere)
            {
                return;
            }

            var atoms = Atoms();
            var formula = new FormulaSearch(atoms).Smallest(on, off);
            var pairs = atoms.SelectMany(a => atoms.SelectMany(b => (TruthVector[])[a.Truth, a.Truth & b.Truth, a.Truth | b.Truth]));
            var best = pairs.Where(vector => on.Implies(vector) && !vector.Meets(off)).ToList();
            if (formula is null)
            {
                Assert.Empty(best);
                return;
            }

            var found = FormulaTerm.On(formula, atoms);
            Assert.True(on.Implies(found) && !found.Meets(off), formula.Text);
            Assert.Equal(TruthVector.Of(Points, point => Read(formula.Text, point)), found);
            Assert.True(best.Count == 0 || formula.Cost <= 2 * 11, formula.Text);
        });

    private static Formula? Search(IReadOnlyList<FormulaAtom> atoms, TruthVector on) =>
        new FormulaSearch(atoms).Smallest(on, TruthVector.Of(Points, point => !on[point]));

    private static FormulaAtom[] Atoms() => [.. "abcd".SelectMany((name, i) => (FormulaAtom[])
    [
        new($"{name}", TruthVector.Of(Points, point => (point >> i & 1) != 0), 10),
        new($"!{name}", TruthVector.Of(Points, point => (point >> i & 1) == 0), 11),
    ])];

    // Reads a formula of a, b, c, d: an independent reading of the texts.
    private static bool Read(string text, int point)
    {
        var at = 0;
        return Or();

        bool Or()
        {
            var value = And();
            while (Take("||"))
            {
                value |= And();
            }

            return value;
        }

        bool And()
        {
            var value = Atom();
            while (Take("&&"))
            {
                value &= Atom();
            }

            return value;
        }

        bool Atom()
        {
            if (Take("!"))
            {
                return !Atom();
            }

            if (Take("("))
            {
                var value = Or();
                Assert.True(Take(")"));
                return value;
            }

            Skip();
            return (point >> (text[at++] - 'a') & 1) != 0;
        }

        bool Take(string token)
        {
            Skip();
            var isThere = string.CompareOrdinal(text, at, token, 0, token.Length) == 0;
            at += isThere ? token.Length : 0;
            return isThere;
        }

        void Skip()
        {
            while (at < text.Length && text[at] == ' ')
            {
                at++;
            }
        }
    }
}
