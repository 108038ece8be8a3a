namespace Assay.Testing;

/// <summary>Claims as text, for unit tests: <c>Claim.ForAll("int a, int b", "(a + b) / 2 >= a").Assuming("a &lt;= b").ShouldHold()</c>.</summary>
/// <remarks>Where the statement is about methods of the program under test, a lambda says the same with types checked: <c>Claim.ForAll((int a, int b) => Middle(a, b) >= a).ShouldHold()</c>.</remarks>
public static class TextClaims
{
    extension(Claim)
    {
        /// <summary>That a statement is true of all inputs.</summary>
        /// <param name="inputs">Variables with their types, as in <c>int a, int b</c>.</param>
        /// <param name="statement">An expression that is to be true.</param>
        public static StatedClaim ForAll(string inputs, string statement) => new([("for-all", inputs), ("claim", statement)], []);

        /// <summary>That a statement is true of some input.</summary>
        /// <param name="inputs">Variables with their types.</param>
        /// <param name="statement">An expression that is to be true for one value of each at least.</param>
        public static StatedClaim ThereIs(string inputs, string statement) => new([("exists", inputs), ("claim", statement)], []);

        /// <summary>That two functions of the code give the same results for all inputs.</summary>
        /// <param name="first">The name of one.</param>
        /// <param name="second">The name of the other, of the same parameters.</param>
        public static StatedClaim Equal(string first, string second) => new([("equal", $"{first}, {second}")], []);
    }
}
