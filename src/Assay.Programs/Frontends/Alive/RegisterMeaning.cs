using System.Collections.Immutable;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.Alive;

/// <summary>
/// What a register holds: a value, when it is defined at all, and when it is no poison. Conditions of what it depends on
/// are included (Lopes, Menendez, Nagarakatte, Regehr, PLDI 2015, section 3.1.1).
/// </summary>
/// <param name="Value">The value.</param>
/// <param name="Defined">All conditions under which nothing that it depends on has undefined behaviour.</param>
/// <param name="Sound">All conditions under which it is no poison value.</param>
internal sealed record RegisterMeaning(Term Value, ImmutableHashSet<Term> Defined, ImmutableHashSet<Term> Sound)
{
    public static RegisterMeaning Of(Term value) => new(value, [], []);
}
