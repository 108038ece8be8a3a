using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.Alive;

/// <summary>When each block of one side is reached: by branches on conditions that are defined and no poison.</summary>
internal sealed class Paths
{
    private readonly TermFactory _terms;
    private readonly Dictionary<string, Term> _reached = [];

    /// <param name="terms">Builds the terms.</param>
    /// <param name="first">The first block.</param>
    public Paths(TermFactory terms, string first)
    {
        _terms = terms;
        _reached[first] = terms.True;
    }

    /// <summary>When a block is reached; never, if no branch leads there.</summary>
    public Term this[string block] => _reached.GetValueOrDefault(block, _terms.False);

    /// <summary>Takes a branch into account. Branches lead down the text only.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="condition">What its condition holds; null when it has none.</param>
    public void Add(Instruction branch, RegisterMeaning? condition)
    {
        var here = this[branch.Block];
        if (condition is null)
        {
            Join(branch.Labels[0], here);
            return;
        }

        var isTaken = _terms.Equal(condition.Value, _terms.Constant(1, 1));
        var known = _terms.All([here, .. condition.Defined.Concat(condition.Sound).OrderBy(term => term.Id)]);
        Join(branch.Labels[0], _terms.And(known, isTaken));
        Join(branch.Labels[1], _terms.And(known, _terms.Not(isTaken)));
    }

    private void Join(string block, Term path) => _reached[block] = _terms.Or(this[block], path);
}
