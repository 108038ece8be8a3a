namespace Assay.Matrices.Questions;

/// <summary>Proves statements that follow from which polynomials are the same, in all commutative rings, or where doubles do not round.</summary>
internal static class PolynomialDecider
{
    private const int MostPolynomials = 12;

    /// <summary>Whether the statement is proved; null where this decider cannot tell.</summary>
    /// <exception cref="StatementException">The statement makes no sense.</exception>
    public static string? Prove(Scope scope, Expression statement, CancellationToken cancellation)
    {
        var names = scope.Given.ToDictionary();
        foreach (var variable in scope.Variables)
        {
            names[variable.Name] = variable.Symbols();
        }

        if (new Evaluator(names, new Functions(false, cancellation), scope.IsRing).Decide(statement) is not Condition condition)
        {
            return null;
        }

        // A polynomial that is zero by its form is zero everywhere; of the others nothing is known but that equal ones agree.
        Polynomial[] open = [.. condition.Polynomials.Where(polynomial => !polynomial.IsZero).Distinct()];
        if (open.Length > MostPolynomials)
        {
            return null;
        }

        for (var choice = 0; choice < 1 << open.Length; choice++)
        {
            var bits = choice;
            if (!condition.Holds(polynomial => polynomial.IsZero || ((bits >> Array.FindIndex(open, polynomial.Equals)) & 1) == 1))
            {
                return null;
            }
        }

        var isFloat = scope.Variables.Any(variable => variable.Kind == VariableKind.Integer);
        return open.Length == 0 ? "Both sides are the same polynomial in the entries." + (isFloat ? " Doubles hold all that is computed on the way." : "")
            : "It says the same of one polynomial in the entries on both sides." + (isFloat ? " Doubles hold all that is computed on the way, as all of it stays below 2^53." : "");
    }
}
