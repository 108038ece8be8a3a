using Assay.Verdicts;

namespace Assay.Programs.Tests.Questions;

public sealed class EqualArrayTests
{
    [Fact]
    public void ArraysOfDifferentLengthDiffer()
    {
        const string Code = "static int[] A(int x) => [x, x]; static int[] B(int x) => [x, x, x]; static int[] C(int x) => [x, x];";
        Assert.IsType<Refuted>(Documents.Verdict("for-all: int x\nequal: A, B", Code));
        Assert.IsType<Proved>(Documents.Verdict("for-all: int x\nequal: A, C", Code));
    }

    [Fact]
    public void NestedArraysOfDifferentLengthDiffer() => Assert.IsType<Refuted>(Documents.Verdict(
        "for-all: int x\nequal: A, B", "static int[][] A(int x) => [[x], [x]]; static int[][] B(int x) => [[x], [x, x]];"));

    [Fact]
    public void WhatIsLeftInAnArrayCounts()
    {
        const string Code = """
            static void One(int[] v) { v[0] = 1; }
            static void Two(int[] v) { v[0] = 2; }
            static void AlsoOne(int[] v) => v[0]++;
            static int First(int[] v) { v[0] = 1; return 0; }
            static int Second(int[] v) => 0;
            """;
        var refuted = Assert.IsType<Refuted>(Documents.Verdict("for-all: int[2] v\nequal: One, Two", Code));
        Assert.Contains("leaves v = [1, 0]", refuted.Counterexample!.Sides[0].Value, StringComparison.Ordinal);
        Assert.IsType<Proved>(Documents.Verdict("for-all: int[2] v\nassume: v[0] == 0\nequal: One, AlsoOne", Code));
        Assert.IsType<Refuted>(Documents.Verdict("for-all: int[2] v\nequal: First, Second", Code));
    }
}
