using Assay.Programs.Execution;

namespace Assay.Programs.Tests.Frontends.X86;

public sealed class SignatureTests
{
    [Fact]
    public void Registers_have_the_signed_type_of_their_width_unless_they_say_otherwise()
    {
        var function = Asm.Read("F(rax, ecx, dx, bl, uint esi, int[3] rdi, xmm0, int[4] xmm1) -> (uint eax, rdi)", "");
        Assert.Equal("F", function.Name);
        Assert.Equal(["long", "int", "short", "sbyte", "uint", "int[]", "int", "int[]"], function.Parameters.Select(type => type.Name));
        Assert.Equal([0, 0, 0, 0, 0, 3, 0, 4], function.ParameterLengths);
        Assert.Equal(["rax", "ecx", "dx", "bl", "esi", "rdi", "xmm0", "xmm1"], function.ParameterNames);
        Assert.Equal("(uint, int[])", function.Result.Name);
        Assert.Equal(
            "static (uint, int[]) F(long rax, int ecx, short dx, sbyte bl, uint esi, int[] rdi, int xmm0, int[] xmm1) => throw null!;",
            function.Declaration);
    }

    [Fact]
    public void A_result_takes_over_the_type_of_the_input_in_the_same_register()
    {
        Assert.Equal("uint", Asm.Read("F(uint eax) -> (eax)", "").Result.Name);
        Assert.Equal("int", Asm.Read("F(uint eax) -> (int eax)", "").Result.Name);
        Assert.Equal("int[]", Asm.Read("F(int[2] rdi) -> (rdi)", "").Result.Name);
    }

    [Fact]
    public void More_than_seven_results_nest_as_tuples_of_CSharp_do()
    {
        var function = Asm.Read("F(eax) -> (eax, eax, eax, eax, eax, eax, eax, eax, eax)", "");
        Assert.Equal("(int, int, int, int, int, int, int, (int, int))", function.Result.Name);
        var value = Asm.Execute(function, Asm.Int(5)).Value!;
        Assert.Equal(function.Result.Sort(), value.Sort);
        Assert.Equal(ClrKind.Struct, function.Result.Kind);
    }

    [Theory]
    [InlineData("", "kernel.md:9:8: This block has no signature. Write asm Name(eax, int[3] rdi) -> (eax).")]
    [InlineData("class(eax) -> (eax)", "kernel.md:9:8: 'class' cannot name a function. C# code calls it by this name: use letters, digits and underscores.")]
    [InlineData("F(eax)", "kernel.md:9:14: The results are missing. Write asm Name(eax, int[3] rdi) -> (eax).")]
    [InlineData("F(eax) -> ()", "kernel.md:9:20: The function has no result, so nothing can be said about it. Write asm Name(eax, int[3] rdi) -> (eax).")]
    [InlineData("F(eax) -> (eax) x", "kernel.md:9:24: 'x' is not expected after the results. Write asm Name(eax, int[3] rdi) -> (eax).")]
    [InlineData("F(eax, rax) -> (eax)", "kernel.md:9:15: rax overlaps eax, which is an input already. Use different registers.")]
    [InlineData("F(eex) -> (eax)", "kernel.md:9:10: There is no register 'eex'. Did you mean 'eax'?")]
    [InlineData("F(int eax ecx) -> (eax)", "kernel.md:9:18: Expected ',' after eax, found 'e'.")]
    [InlineData("F(unit eax) -> (eax)", "kernel.md:9:10: 'unit' is no type that a register can have. Did you mean 'uint'?")]
    [InlineData("F(long eax) -> (eax)", "kernel.md:9:15: long has 64 bits, but eax has 32. Write int eax.")]
    [InlineData("F(int[3] eax) -> (eax)", "kernel.md:9:17: eax cannot hold the address of a buffer. Use a 64-bit register.")]
    [InlineData("F(int[0] rdi) -> (rdi)", "kernel.md:9:14: A buffer has 1 to 4096 elements, not 0.")]
    [InlineData("F(int[2] rdi) -> (long rdi)", "kernel.md:9:31: rdi is declared as int[2], not as long. A buffer is given in; its final content is the result.")]
    [InlineData("F(eax) -> (int[2] rdi)", "kernel.md:9:26: rdi is no buffer among the inputs. A buffer is given in; its final content is the result.")]
    [InlineData("F(int[3] xmm0) -> (xmm0)", "kernel.md:9:17: xmm0 holds 4 elements of 32 bits. Write int[4] xmm0.")]
    [InlineData("F(rsp) -> (eax)", "kernel.md:9:10: 'rsp' is the stack pointer, and there is no stack. Use another register.")]
    public void Wrong_signatures_are_explained(string signature, string problem) =>
        Assert.Equal([problem], Asm.Problems(signature, "nop"));
}
