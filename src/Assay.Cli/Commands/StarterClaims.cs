namespace Assay.Cli.Commands;

/// <summary>The document that <c>assay new</c> writes.</summary>
internal static class StarterClaims
{
    public const string Text = """
        # Claims to start from

        `assay check claims.md` puts every claim block in this file to the test. Text like this is for people; Assay reads
        only the blocks. `assay check claims.md#the-average-lies-between` tells the whole story of one claim.

        ## A claim that is false

        The usual way to average two integers forgets that their sum may be too large. Assay finds the smallest input that
        shows it. `expect: refuted` says that we know: the file passes as long as Assay agrees.

        ```claim the-average-lies-between
        says:    The average of two integers lies between them.
        for-all: int a, int b
        assume:  a <= b
        claim:   a <= (a + b) / 2 && (a + b) / 2 <= b
        expect:  refuted
        ```

        ## A claim that is true

        Statements are C# expressions and mean what they mean in C#; unless you say `checked`, overflow wraps around.

        ```claim the-lowest-bit-is-cleared
        says:    x & (x - 1) clears the lowest bit that is set, and nothing else.
        for-all: int x
        claim:   (x & (x - 1)) == x - (x & -x)
        expect:  proved
        ```

        ## Two functions that do the same

        Blocks of C# define functions for the claims in this file. `equal` compares two of them on every input.

        ```csharp
        static int Absolute(int x) => x < 0 ? -x : x;

        static int AbsoluteWithoutBranch(int x)
        {
            int sign = x >> 31;
            return (x ^ sign) - sign;
        }
        ```

        ```claim the-branch-can-go
        says:   The absolute value needs no branch.
        equal:  Absolute, AbsoluteWithoutBranch
        expect: proved
        ```

        """;
}
