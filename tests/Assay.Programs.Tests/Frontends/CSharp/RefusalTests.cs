namespace Assay.Programs.Tests.Frontends.CSharp;

/// <summary>What is not supported is named, with its place in the document.</summary>
public sealed class RefusalTests
{
    private const string ExceptionHandling = "try, catch, finally, using, lock and foreach over iterators are not supported.";

    [Theory]
    [InlineData("class C { public int X; }\nstatic int F(int a) => new C().X;", "11:24 Objects of class C are not supported; use a struct.")]
    [InlineData("static int F(int a)\n{\n  try { return 1 / a; } catch { return 0; }\n}", "11:1 " + ExceptionHandling)]
    [InlineData("static int F(int a) {\n  Func<int, int> f = x => x + a;\n  return f(1); }", "10:21 Delegates and lambdas are not supported; use a static method.")]
    [InlineData("static int F(int a) {\n  Func<int, int> f = Math.Abs;\n  return f(a); }", "11:3 Delegates and lambdas are not supported; use a static method.")]
    [InlineData("static int S;\nstatic int F(int a)\n{\n  return a + S;\n}", "13:3 The static field S can change; make it readonly or const.")]
    [InlineData("static int S;\nstatic int F(int a)\n{\n  S = a;\n  return 1;\n}", "13:3 The program writes the static field S; a claim is about functions without memory.")]
    [InlineData("static readonly int[] T = [1];\nstatic int F(int a)\n{\n  T[0] = a;\n  return 1;\n}", "13:3 The program writes to a static table; only its initialiser may.")]
    [InlineData("static int F(int a)\n{\n  return \"abc\".Length + a;\n}", "12:3 Strings are not supported (String.get_Length).")]
    [InlineData("static int F(int a)\n{\n  return $\"{a}\".Length;\n}", "12:3 Strings are not supported (String.get_Length).")]
    [InlineData("static int F(int a)\n{\n  int n = a;\n  int[] x = new int[n];\n  return x[0];\n}", "13:3 An array whose length depends on the input is not supported.")]
    [InlineData("static int G(int a) => G(a + 1) + 1;\nstatic int F(int a) => G(a);", "10:24 Calls nest deeper than 200 in G; is the recursion endless?")]
    [InlineData("static int F(int a)\n{\n  return Environment.ProcessorCount + a;\n}", "12:3 Environment.get_ProcessorCount is not supported.")]
    [InlineData("static double F(double a)\n{\n  return Math.Sin(a);\n}", "12:3 Math.Sin is computed by the runtime itself; it is not supported.")]
    [InlineData("static float F(float a)\n{\n  return MathF.ReciprocalEstimate(a);\n}", "12:3 MathF.ReciprocalEstimate differs between processors; it is not supported.")]
    [InlineData("static decimal D(decimal a) => a;\nstatic int F(int a)\n{\n  return (int)D(a);\n}", "13:3 Decimal.op_Implicit is not supported.")]
    [InlineData("static int F(int a)\n{\n  int[] x = [1], y = [2, 3];\n  var z = a > 0 ? x : y;\n  return z[0];\n}", "14:3 The program uses a reference whose target depends on the input; that is not supported.")]
    [InlineData("static int F(int a)\n{\n  int[,] x = new int[2, 2];\n  return x[0, a];\n}", "12:3 Arrays of several dimensions are not supported; use one dimension.")]
    [InlineData("[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit)]\nstruct U { [System.Runtime.InteropServices.FieldOffset(0)] public int A; [System.Runtime.InteropServices.FieldOffset(0)] public float B; }\nstatic float F(int a)\n{\n  U u = default; u.A = a; return u.B;\n}", "The struct U has an explicit layout; fields that overlap are not supported.")]
    [InlineData("struct S : IEquatable<S> { public int A; public bool Equals(S other) => true; }\nrecord struct R(S X);\nstatic bool F(int a)\n{\n  return new R(new S { A = a }) == new R(default);\n}", "14:3 S defines Equals itself, which this comparison would call; that is not supported.")]
    [InlineData("static class G<T> { public static readonly int X = 5; }\nstatic int F(int a)\n{\n  return G<int>.X + a;\n}", "13:3 The static field X belongs to a generic type; that is not supported.")]
    public void What_is_not_supported_is_named_with_its_place(string code, string message) =>
        Assert.Equal(message, Code.Refusal(code));
}
