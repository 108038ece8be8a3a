namespace Assay.Programs.Terms;

/// <summary>Building a known operation again with other arguments.</summary>
internal sealed partial class TermFactory
{
    /// <summary>The term with its arguments replaced; sorts of the arguments stay the same.</summary>
    public Term Rebuild(Term term, Term[] a) => term.Op switch
    {
        Op.Constant or Op.Variable => term,
        Op.Tuple => Tuple(a),
        Op.Array => Array(a),
        Op.Ite => Ite(a[0], a[1], a[2]),
        Op.Equal => Equal(a[0], a[1]),
        Op.Not => Not(a[0]),
        Op.And => And(a[0], a[1]),
        Op.Or => Or(a[0], a[1]),
        Op.BvNot => BvNot(a[0]),
        Op.BvAnd => BvAnd(a[0], a[1]),
        Op.BvOr => BvOr(a[0], a[1]),
        Op.BvXor => BvXor(a[0], a[1]),
        Op.Neg => Neg(a[0]),
        Op.Add => Add(a[0], a[1]),
        Op.Sub => Sub(a[0], a[1]),
        Op.Mul => Mul(a[0], a[1]),
        Op.UDiv => UDiv(a[0], a[1]),
        Op.URem => URem(a[0], a[1]),
        Op.SDiv => SDiv(a[0], a[1]),
        Op.SRem => SRem(a[0], a[1]),
        Op.Shl => Shl(a[0], a[1]),
        Op.LShr => LShr(a[0], a[1]),
        Op.AShr => AShr(a[0], a[1]),
        Op.ULt => ULt(a[0], a[1]),
        Op.SLt => SLt(a[0], a[1]),
        Op.Concat => Concat(a[0], a[1]),
        Op.Extract => Extract(a[0], (int)term.Payload, term.Width),
        Op.ZeroExtend => ZeroExtend(a[0], term.Width),
        Op.SignExtend => SignExtend(a[0], term.Width),
        _ => Intern(term.Op, term.Sort, a, term.Payload),
    };
}
