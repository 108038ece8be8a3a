using System.Numerics;

namespace Assay.Matrices.Checking;

/// <summary>Whether some matrix within the uncertainty of the entries is singular.</summary>
internal static class WithinCheck
{
    private const int MostOrthantRows = 20;

    /// <summary>The statements, where the report has any.</summary>
    public static IEnumerable<CheckedStatement> Of(ReportUnderCheck report)
    {
        if (report.Root.Find("within") is not { } within)
        {
            yield break;
        }

        var (factor, weight) = (within["factor"].Fraction(), within["weight"].Text());
        if (factor < 0)
        {
            throw within["factor"].Wrong("It is below zero.");
        }

        var type = within.Find("type") is { } named ? TypeName(named, weight) : "";
        var unit = weight switch { "ulp" => $" ulp{type} of each entry", "magnitude" => " of the magnitude of each entry", _ => " of each entry" };
        var range = DeterminantCheck.Shown(within["factor"]) + unit;
        switch (within["verdict"].Text())
        {
            case "regular":
                yield return CheckedStatement.Of($"Every matrix within {range} is regular.", () => Regular(report, within, within.Find("vector"), factor));
                break;
            case "singular":
                yield return CheckedStatement.Of($"Some matrix within {range} is singular.", () => Singular(report, within, factor));
                break;
            case "unknown":
                yield return CheckedStatement.Of($"Every matrix within {Fraction.Of(within["regularUpTo"].Double())}{unit} is regular.", () => within["regularUpTo"].Double() is not 0
                    ? Below(report, within, within["regularVector"], within["regularUpTo"].Double()) : new Verified());
                if (within.Find("singularAt") is { } at)
                {
                    yield return CheckedStatement.Of($"Some matrix within {at.Fraction()}{unit} is singular.", () => Singular(report, within, null));
                }

                if (within.Find("singularUpTo") is { } upTo)
                {
                    yield return CheckedStatement.Of($"Some matrix within {Fraction.Of(upTo.Double())}{unit} is singular, by Rump's bound.", () => RumpBound.Check(report, within));
                }

                yield return CheckedStatement.Of($"What is shown leaves open whether one within {range} is singular.", () =>
                    Fraction.Of(within["regularUpTo"].Double()) < factor && (within.Find("singularAt") is not { } singularAt || singularAt.Fraction() > factor) ? new Verified()
                    : new Rejected("within: what is shown decides it."));
                break;
            default:
                throw within["verdict"].Wrong("The verdict is to be regular, singular or unknown.");
        }
    }

    private static string TypeName(ReportNode type, string weight) => weight != "ulp" ? throw type.Wrong("Only units in the last place are those of a type.")
        : FloatUnits.Named(type.Text()) is null ? throw type.Wrong("The type is to be float64, float32 or float16.") : $" ({type.Text()})";

    private static StatementVerdict Regular(ReportUnderCheck report, ReportNode within, ReportNode? vector, Fraction factor)
    {
        if (!report.IsSquare)
        {
            return new Rejected("within: the matrix is not square.");
        }

        var most = within.Find("regularUpTo")?.Double();
        if (vector is not null)
        {
            return most is { } known && Fraction.Of(known) < factor ? new Rejected("within.regularUpTo: it is below the factor.") : Below(report, within, vector, most);
        }

        return most is not { } stated ? new Rejected("within.regularUpTo: only a vector proves that there is no limit.")
            : Fraction.Of(stated) > factor ? new Rejected("within.regularUpTo: it is beyond the factor that orthants are for.")
            : OrthantCheck.Of(report, within, factor, MostOrthantRows);
    }

    /// <summary>A positive x with |E| x + d |R| W x below x: no matrix within d W takes a vector to zero (Rex and Rohn 1998).</summary>
    private static StatementVerdict Below(ReportUnderCheck report, ReportNode within, ReportNode vector, double? factor)
    {
        var x = ExactMatrix.Of(vector.Doubles(report.Matrix.Columns), report.Matrix.Columns, 1);
        if (x.Entries.Any(entry => entry.Sign <= 0))
        {
            return new Rejected($"{vector.Path}: an entry is not above zero.");
        }

        var inverse = report.Evidence.Inverse ?? throw within.Wrong("There is no inverse among the evidence.");
        var weights = WeightMatrix.Of(report, within, isGreatest: true).Times(Fraction.PowerOfTwo(-report.Evidence.Exponent));
        var change = inverse.Inverse.Magnitudes().Times(weights.Times(x, report.Cancellation), report.Cancellation);
        var rest = inverse.Error.Magnitudes().Times(x, report.Cancellation);
        for (var i = 0; i < report.Matrix.Rows; i++)
        {
            var moved = factor is { } d ? Fraction.Of(d) * change.Value(i, 0) : change[i, 0].IsZero ? 0 : x.Value(i, 0);
            if (rest.Value(i, 0) + moved >= x.Value(i, 0))
            {
                return new Rejected(FormattableString.Invariant($"{vector.Path}: entry {i} is not above what (|I - R A| + d |R| W) makes of it."));
            }
        }

        return factor is < 0 ? new Rejected("within.regularUpTo: it is below zero.") : new Verified();
    }

    /// <summary>x is taken to zero by some matrix within the greatest |A x|_i / (W |x|)_i of the weights, and by none nearer (Oettli and Prager 1964).</summary>
    private static StatementVerdict Singular(ReportUnderCheck report, ReportNode within, Fraction? most)
    {
        var x = within["vector"].Wholes(report.Matrix.Columns);
        if (!report.IsSquare || x.All(entry => entry.IsZero))
        {
            return new Rejected("within.vector: it is zero, or the matrix is not square.");
        }

        var stated = within["singularAt"].Fraction();
        var (least, greatest) = (Factor(report, within, x, isGreatest: true), Factor(report, within, x, isGreatest: false));
        return least is not { } low || greatest is not { } high ? new Rejected("within.vector: no change of entries that are not exact takes it to zero.")
            : stated < low || stated > high ? new Rejected($"within.singularAt: it is {high}, exactly another number than the report states.")
            : most is { } uncertainty && high > uncertainty ? new Rejected("within.singularAt: it is beyond the factor.")
            : new Verified();
    }

    private static Fraction? Factor(ReportUnderCheck report, ReportNode within, BigInteger[] x, bool isGreatest)
    {
        var image = report.Matrix.Times(x, report.Cancellation);
        var change = WeightMatrix.Of(report, within, isGreatest).Times(ExactMatrix.Column(Array.ConvertAll(x, BigInteger.Abs)), report.Cancellation);
        Fraction most = 0;
        for (var i = 0; i < image.Length; i++)
        {
            if (!image[i].IsZero && change[i, 0].IsZero)
            {
                return null;
            }

            most = image[i].IsZero ? most : Fraction.Max(most, report.Matrix.Scale * BigInteger.Abs(image[i]) / change.Value(i, 0));
        }

        return most;
    }
}
