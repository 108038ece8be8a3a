namespace Assay.Running;

/// <summary>A claim that processes decide before the first one comes: what nearly every claim needs is compiled by that.</summary>
internal static class ExerciseClaim
{
    /// <summary>The document.</summary>
    public const string Text = """
        ```csharp
        static int Twice(int x) => x << 1;
        ```

        ```claim exercise
        for-all: int x
        assume:  x >= 0
        claim:   Twice(x) >= x
        ```
        """;

    /// <summary>The line of its claim.</summary>
    public const int Line = 5;
}
