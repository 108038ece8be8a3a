using Assay.Programs.Synthesis.Kernels;
using CsCheck;

namespace Assay.Programs.Tests.Synthesis.Audit;

public class KernelTextTests
{
    [Fact]
    public void A_kernel_comes_back_from_its_text() => Kernels.Random(3, 2, 12).Sample(kernel =>
    {
        var read = Kernels.Read(Kernels.Text(kernel, Kernels.Names(kernel)));
        var names = read.Names;
        var original = Kernels.Names(kernel);
        Assert.Equal(
            kernel.Instructions.Select(instruction => (instruction.Operation, original[instruction.Target], original[instruction.Source])),
            read.Kernel.Instructions.Select(instruction => (instruction.Operation, names[instruction.Target], names[instruction.Source])));
        Assert.Equal(kernel.Values, read.Kernel.Values);
    });

    [Fact]
    public void Both_forms_say_the_same()
    {
        var enumerated = Kernels.Read("mov s1 r1\ncmp r1 r2\ncmovg r1 r2\ncmovg r2 s1").Kernel;
        var intel = Kernels.Read("mov edx, eax ; keep\n  cmp EAX, ecx // both\nCMOVNLE eax,ecx\nswap: cmovg ecx, edx\nret").Kernel;

        Assert.Equal(enumerated.Values, intel.Values);
        Assert.Equal(enumerated.Instructions, intel.Instructions);
    }

    [Fact]
    public void Registers_may_be_counted_from_0_and_need_not_all_occur()
    {
        var listing = Kernels.Read("CMP R0 R2\nCmovL R0 S0\n");

        Assert.Equal(["r0", "r1", "r2", "s0"], listing.Names);
        Assert.Equal(3, listing.Kernel.Values);
    }

    [Fact]
    public void Values_are_the_registers_that_are_read_before_they_are_written() =>
        Assert.Equal(["ecx", "eax", "edx"], Kernels.Read("mov edx, ecx\ncmp ecx, eax\ncmovg ecx, eax\ncmovg eax, edx").Names);

    [Fact]
    public void Loads_and_stores_do_not_count()
    {
        var listing = Kernels.Read("""
            .globl sort
            sort:
                mov     eax, dword ptr [rdi]
                mov     ecx, [rdi + 0x4]
                cmp     eax, ecx
                mov     edx, eax
                cmovg   eax, ecx
                cmovg   ecx, edx
                mov     [rdi], eax
                mov     [rdi+4], ecx
                ret
            """);

        Assert.Equal(4, listing.Length);
        Assert.Equal(["[rdi]", "[rdi + 4]"], listing.Names.Take(2));
        Assert.Equal([0, 1], listing.Results);
    }

    [Fact]
    public void Three_operands_are_one_instruction()
    {
        var listing = Kernels.Read("vpminsd xmm2, xmm0, xmm1\nvpmaxsd xmm1, xmm0, xmm1\nvmovdqa xmm0, xmm2");

        Assert.Equal(3, listing.Length);
        Assert.Equal(2, listing.Kernel.Values);
    }

    [Fact]
    public void Two_operands_and_three_can_be_the_same_instruction() => Assert.Equal(
        Kernels.Read("pminsd xmm0, xmm1").Kernel.Instructions, Kernels.Read("vpminsd xmm0, xmm0, xmm1").Kernel.Instructions);

    [Fact]
    public void A_signature_says_where_values_and_results_are()
    {
        var listing = Kernels.Read("; Swap(ecx, int eax) -> (eax, ecx)\ncmp eax, ecx");

        Assert.Equal(("Swap", 2), (listing.Name, listing.Kernel.Values));
        Assert.Equal([1, 0], listing.Results);
    }

    [Theory]
    [InlineData("", "kernel: There is no instruction in this file.")]
    [InlineData("# only words\n\n", "kernel: There is no instruction in this file.")]
    [InlineData("mov s1 s2", "kernel:1:1: No register holds a value at the start.")]
    [InlineData("cmp eax, ecx\nmovl %eax, %ecx", "kernel:2:1: 'movl' is of AT&T's syntax. Write Intel's syntax, target first, as in: mov ecx, eax")]
    [InlineData("cmp r1 r2\ncmvol r1 r2", "kernel:2:1: There is no instruction 'cmvol' here. Did you mean 'cmovl'?")]
    [InlineData("cmp r1 x2", "kernel:1:8: There is no register 'x2' here.")]
    [InlineData("cmp r1 s1 r2", "kernel:1:1: 'cmp' has 3 operands, not two.")]
    [InlineData("cmp r1 r10", "kernel:1:1: The kernel reads 10 values; 9 is the most")]
    [InlineData("  cmp eax, ecx\n  cmova eax, ecx", "kernel:2:3: 'cmova' compares unsigned; kernels here sort signed values. Did you mean 'cmovg'?")]
    [InlineData("cmp eax, ecx\nadd eax, 1", "kernel:2:1: 'add' does more than compare and copy.")]
    [InlineData("cmp eax, 5", "kernel:1:10: '5' is a number")]
    [InlineData("cmp eax, exc", "kernel:1:10: There is no register 'exc'. Did you mean 'ecx'?")]
    [InlineData("cmp eax, rcx", "kernel:1:10: rcx holds values of 64 bits, but eax of 32.")]
    [InlineData("cmp al, cl", "kernel:1:5: al has 8 bits.")]
    [InlineData("cmp eax, [rdi]\ncmp eax, [rsi]", "kernel:2:10: Memory is reached through rdi and rsi")]
    [InlineData("mov eax, [rdi]\nmov ecx, [rdi + 2]\ncmp eax, ecx", "kernel:2:10: [rdi + 2] does not start where a value of 4 bytes does.")]
    [InlineData("mov eax, [rdi]\ncmp eax, edi", "kernel:1:1: edi is used as a value, but rdi holds the address of memory.")]
    [InlineData("mov eax, qword ptr [rdi]", "kernel:1:10: Here a value has 64 bits")]
    [InlineData("cmp eax, ecx\njg done\ndone:", "kernel:2:1: 'jg' jumps; a kernel here is a straight line.")]
    [InlineData("cmp %eax, %ecx", "kernel:1:5: '%' belongs to AT&T syntax")]
    [InlineData("pminsd xmm0, eax", "kernel:1:14: eax is no vector register.")]
    [InlineData("cmovl [rdi], eax", "kernel:1:7: A conditional move cannot write memory.")]
    [InlineData("ret\ncmp eax, ecx", "kernel:2:1: 'cmp' stands behind the end of the kernel.")]
    [InlineData("; F(uint eax, ecx) -> (eax, ecx)\ncmp eax, ecx", "kernel:1:5: Values of type uint are not audited")]
    [InlineData(".byte 0x39, 0xc8\ncmp eax, ecx", "kernel:1:1: The directive '.byte' may change what the instructions are.")]
    [InlineData("; F(long eax, int ecx) -> (eax, ecx)\ncmp eax, ecx", "kernel:1:5: long has 64 bits, but eax has 32.")]
    [InlineData("; F(int[2] rdi) -> (rdi)\nmov rax, [rdi]\nmov rcx, [rdi + 8]\ncmp rax, rcx", "kernel:1:3: The buffer has values of 32 bits")]
    [InlineData("; F(eax, ecx) -> (eax)\ncmp eax, ecx", "kernel:1:3: A kernel has as many results as values")]
    [InlineData("; F(eax, exc) -> (eax, ecx)\ncmp eax, ecx", "kernel:1:10: There is no register 'exc'. Did you mean 'ecx'?")]
    public void What_is_no_kernel_is_refused_with_its_place(string text, string problem)
    {
        var problems = Kernels.Problems(text);
        Assert.True(problems.Any(found => found.StartsWith(problem, StringComparison.Ordinal)), string.Join('\n', problems));
    }

    [Fact]
    public void Seventeen_registers_are_one_too_many()
    {
        var lines = Enumerable.Range(1, 15).Select(i => $"mov s{i} r1").Append("cmp r1 r2");

        Assert.Equal("kernel:1:1: The kernel uses 17 registers; 16 is the most.", Assert.Single(Kernels.Problems(string.Join('\n', lines))));
    }

    [Fact]
    public void A_program_of_many_thousand_lines_is_no_kernel() =>
        Assert.Contains("5000 instructions", Assert.Single(Kernels.Problems(string.Concat(Enumerable.Repeat("cmp r1 r2\n", 5000)))), StringComparison.Ordinal);
}
