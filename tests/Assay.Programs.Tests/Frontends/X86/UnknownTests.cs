using Assay.Programs.Terms;

namespace Assay.Programs.Tests.Frontends.X86;

public sealed class UnknownTests
{
    [Theory]
    [InlineData("F(eax) -> (edx)", "", "edx (never set)")]
    [InlineData("F(eax) -> (rax)", "", "rax, upper half (never set)")]
    [InlineData("F(al) -> (eax)", "", "eax, bits 8 to 31 (never set)")]
    [InlineData("F(eax) -> (bl)", "setc bl", "CF (never set)")]
    [InlineData("F(eax) -> (bl)", "shl eax, 40\nsetc bl\nsetz bl\nseto bl", "OF (undefined after shl, line 10)")]
    [InlineData("F(eax) -> (bl)", "nop\nmul eax\nsetz bl", "ZF (undefined after mul, line 11)")]
    [InlineData("F(eax) -> (eax)", "bsf eax, eax", "rax (undefined after bsf of zero, line 10)")]
    [InlineData("F(xmm0) -> (eax)", "pextrd eax, xmm0, 1", "xmm0, dword 1 (never set)")]
    public void What_nothing_defines_is_unknown(string signature, string code, string unknown)
    {
        var function = Asm.Read(signature, code);
        var result = Asm.Execute(function, Asm.Terms.Variable("a", function.Parameters[0].Sort()));
        Assert.Equal([unknown], Asm.Unknowns(result.Value!));
    }

    [Fact]
    public void An_unset_register_is_the_same_unknown_whenever_it_is_read()
    {
        var function = Asm.Read("F(eax) -> (eax, ecx)", "mov eax, edx\nmov ecx, edx\nsub eax, edx\nxor ecx, edx");
        Assert.Equal([0, 0], Asm.Run(function, 1));
    }

    [Fact]
    public void Idioms_that_clear_a_register_do_not_depend_on_it()
    {
        var function = Asm.Read("F(int[1] rdi) -> (rax, ecx, rdi, ebx, xmm3)", "xor eax, eax\nsub ecx, ecx\nxor edi, edi\nstc\nsbb ebx, ebx\npxor xmm3, xmm3");
        Assert.Equal([0, 0, 7, -1, 0], Asm.Numbers(Asm.Execute(function, Asm.Ints(7)).Value!));
    }

    [Fact]
    public void A_shift_by_zero_keeps_the_flags_and_the_rest_of_a_register()
    {
        var function = Asm.Read("F(eax, ecx) -> (eax)", "stc\nshl eax, cl\nsetc al");
        Assert.Equal([0x101], Asm.Run(function, 0x100, 32));
        Assert.Equal([0x200], Asm.Run(function, 0x100, 1));
    }

    [Fact]
    public void Parts_of_registers_merge_and_32_bits_clear_the_upper_half()
    {
        var merge = Asm.Read("F(eax) -> (eax)", "mov al, 1\nmov ah, 2\nxchg al, ah");
        Assert.Equal([0x11110102], Asm.Run(merge, 0x11119999));
        var clear = Asm.Read("F(rax, ecx) -> (rax)", "test ecx, ecx\ncmovs eax, ecx");
        var result = Asm.Execute(clear, Asm.Terms.Constant((UInt128)0xFFFF_FFFF_0000_0001, 64), Asm.Int(1));
        Assert.True(result.Value!.Is(1));
    }

    [Fact]
    public void Parts_may_be_inputs_of_their_own()
    {
        var function = Asm.Read("F(al, ah) -> (ax, short cx)", "mov cx, ax");
        Term[] arguments = [Asm.Terms.Constant(0x34, 8), Asm.Terms.Constant(0x12, 8)];
        Assert.Equal([0x1234, 0x1234], Asm.Numbers(Asm.Execute(function, arguments).Value!));
    }
}
