using System.Diagnostics;
using Assay.Claims;
using Assay.Programs.Synthesis;
using Assay.Programs.Synthesis.Kernels;
using Assay.Running;
using Assay.Verdicts;

namespace Assay.Programs.Tests.Synthesis;

/// <summary>Kernels written as code do what the kernels do.</summary>
public sealed class KernelCodeTests
{
    public static TheoryData<string, int> Sets() => new()
    {
        { "cmov", 2 },
        { "cmov", 3 },
        { "wide-cmov", 3 },
        { "minmax", 3 },
    };

    [Theory]
    [MemberData(nameof(Sets))]
    public void Assembly_is_proved_to_sort(string set, int values)
    {
        var code = Find(set, values, "intel").Code!;
        Assert.StartsWith("; Sort", code[0], StringComparison.Ordinal);
        MustBeProved($"""
            ```asm {code[0][2..]}
            {string.Join("\n            ", code.Skip(1))}
            ```

            {Claim(values)}
            """);
    }

    [Theory]
    [InlineData("cmov", 3)]
    [InlineData("wide-cmov", 3)]
    public void CSharp_is_proved_to_sort(string set, int values) => MustBeProved($"""
        ```csharp
        {string.Join('\n', Find(set, values, "csharp").Code!)}
        ```

        {Claim(values)}
        """);

    // All conditional moves, also those that no shortest kernel needs.
    [Fact]
    public void CSharp_of_random_kernels_does_what_their_assembly_does()
    {
        var random = new Random(5);
        List<KernelInstruction> all = [.. InstructionSet.WideCmov.Instructions(3)];
        for (var round = 0; round < 12; round++)
        {
            var kernel = new Kernel(3, 3, [new KernelInstruction(KernelOperation.Cmp, 0, 1), .. Enumerable.Range(0, 8).Select(_ => all[random.Next(all.Count)])]);
            var assembly = KernelCode.Of(kernel, "intel");
            MustBeProved($"""
                ```csharp
                {string.Join('\n', KernelCode.Of(kernel, "csharp")).Replace("Sort3", "Other", StringComparison.Ordinal)}
                ```

                ```asm {assembly[0][2..]}
                {string.Join('\n', assembly.Skip(1))}
                ```

                ```claim same
                for-all: int a, int b, int c
                claim:   Sort3(a, b, c) == Other(a, b, c)
                ```
                """);
        }
    }

    [Theory]
    [InlineData("cmov", 3)]
    [InlineData("minmax", 4)]
    public void C_compiles_and_sorts(string set, int values)
    {
        if (!File.Exists("/usr/bin/gcc"))
        {
            Assert.Skip("gcc is not installed");
        }

        var folder = Directory.CreateTempSubdirectory("assay-c").FullName;
        var isVector = set == "minmax";
        var read = isVector ? "_mm_set1_epi32(v[i])" : "v[i]";
        var compare = isVector ? "_mm_cvtsi128_si32(w[i])" : "w[i]";
        File.WriteAllText(Path.Combine(folder, "sort.c"), $$"""
            {{string.Join('\n', Find(set, values, "c").Code!)}}
            int main(void) {
                for (int code = 0; code < 4 * 4 * 4 * 4; code++) {
                    int v[4] = { code & 3, code >> 2 & 3, code >> 4 & 3, code >> 6 & 3 };
                    {{(isVector ? "__m128i" : "int")}} w[4];
                    for (int i = 0; i < {{values}}; i++) w[i] = {{read}};
                    sort{{values}}(w);
                    int seen[4] = { 0 };
                    for (int i = 0; i < {{values}}; i++) { seen[v[i]]++; seen[{{compare}}]--; }
                    for (int i = 0; i < 4; i++) if (seen[i]) return 1;
                    for (int i = 1; i < {{values}}; i++) { int a, b; { int i0 = i; i = i0 - 1; a = {{compare}}; i = i0; b = {{compare}}; } if (a > b) return 2; }
                }
                return 0;
            }
            """);
        Assert.Equal(0, Run("/usr/bin/gcc", "-O2 -Wall -Werror -msse4.1 -o sort sort.c", folder));
        Assert.Equal(0, Run(Path.Combine(folder, "sort"), "", folder));
        Directory.Delete(folder, recursive: true);
    }

    // Three moves by renaming take no time; cmp and two conditional moves that wait for it take a cycle each in a row.
    [Fact]
    public void Schedules_by_hand()
    {
        var chain = new Kernel(2, 3, [new(KernelOperation.Mov, 2, 0), new(KernelOperation.Cmp, 0, 1), new(KernelOperation.Cmovg, 0, 1), new(KernelOperation.Cmovg, 1, 2)]);
        Assert.Equal(new KernelSchedule(2, 2, 1), KernelSchedule.Of(chain, Microarchitecture.Skylake));
        var wide = new Kernel(2, 6, [new(KernelOperation.Cmp, 0, 1), .. Enumerable.Range(2, 4).Select(register => new KernelInstruction(KernelOperation.Cmovl, register, 0)), new(KernelOperation.Cmovl, 0, 1)]);
        var schedule = KernelSchedule.Of(wide, Microarchitecture.Skylake);
        Assert.Equal(2, schedule.CriticalPath);
        Assert.Equal(4, schedule.Cycles);
        Assert.Equal(2.5, schedule.Throughput);
    }

    // What is run is the kernel: between loads and stores the decoded instructions are its own.
    [Theory]
    [MemberData(nameof(Sets))]
    public void Encoded_kernels_decode_to_themselves(string set, int values)
    {
        var problem = new SortingProblem(values, 1, InstructionSet.All.Single(candidate => candidate.Name == set));
        var kernel = new Kernel(values, values + 1, [.. problem.Instructions]);
        var decoder = Iced.Intel.Decoder.Create(64, new Iced.Intel.ByteArrayCodeReader(KernelEncoder.Encode(kernel)));
        List<Iced.Intel.Instruction> decoded = [];
        while (decoder.IP < (ulong)KernelEncoder.Encode(kernel).Length)
        {
            decoded.Add(decoder.Decode());
        }

        var names = new Dictionary<Iced.Intel.Register, int>();
        for (var register = 0; register < values; register++)
        {
            names.Add(decoded[2 + register].Op0Register, register);
        }

        for (var i = 0; i < kernel.Length; i++)
        {
            var instruction = decoded[2 + values + i];
            names.TryAdd(instruction.Op0Register, names.Count);
            names.TryAdd(instruction.Op1Register, names.Count);
            var mnemonic = instruction.Mnemonic.ToString().ToLowerInvariant();
            Assert.Equal(kernel.Instructions[i].Operation.Name(), mnemonic switch { "movdqa" => "mov", "pminsd" => "min", "pmaxsd" => "max", _ => mnemonic });
            Assert.Equal((kernel.Instructions[i].Target, kernel.Instructions[i].Source), (names[instruction.Op0Register], names[instruction.Op1Register]));
        }

        Assert.All(decoded.Skip(2 + values + kernel.Length).Take(values).Select((store, register) => (store, register)), pair => Assert.Equal(pair.register, names[pair.store.Op1Register]));
        Assert.Equal(Iced.Intel.Mnemonic.Ret, decoded[^1].Mnemonic);
    }

    [Fact]
    public void What_is_measured_as_fastest_is_chosen()
    {
        var report = SortingKernels.Find(
            new KernelRequest(3) { Counts = true, Processor = "zen3", Listed = 10_000, Measure = functions => [.. functions.Select((_, i) => i == 7 ? 1.5 : 2.0 + i)] },
            new Progress<ProgressReport>(),
            CancellationToken.None);
        Assert.Equal((20, 1.5, 21.0), (report.Choice!.Measured, report.Choice.Nanoseconds, report.Choice.WorstNanoseconds));
        Assert.True(report.IsTieSafe);
    }

    [Fact]
    public void The_chosen_kernel_is_no_worse_than_any_other()
    {
        var report = SortingKernels.Find(
            new KernelRequest(3) { Counts = true, Processor = "zen3", Listed = 10_000 }, new Progress<ProgressReport>(), CancellationToken.None);
        Assert.Equal(2026, report.Choice!.Compared);
        Assert.True(report.Choice.IsComplete);
        Assert.True(report.IsTieSafe);
        Assert.True(report.Choice.Cycles <= report.Choice.WorstCycles);
        Assert.Contains(report.Kernels, listed => listed.IsTieSafe && listed.Lines.SequenceEqual(report.Kernel!));
    }

    private static KernelReport Find(string set, int values, string language) => SortingKernels.Find(
        new KernelRequest(values) { Instructions = set, Language = language }, new Progress<ProgressReport>(), CancellationToken.None);

    private static string Claim(int values)
    {
        var names = new[] { "a", "b", "c", "d" }[..values];
        return $"""
            ```claim sorts
            for-all: {string.Join(", ", names.Select(name => "int " + name))}
            claim:   Sort{values}({string.Join(", ", names)}) == Sorted({string.Join(", ", names)})
            ```
            """;
    }

    private static void MustBeProved(string markdown)
    {
        var domain = new ProgramsDomain(new ProgramsOptions());
        var document = new ClaimDocumentReader([domain]).ReadText("kernel.md", markdown);
        Assert.Empty(document.Problems);
        var understanding = domain.Understand(document, document.Claims, CancellationToken.None);
        Assert.Empty(understanding.Problems);
        var answer = Assert.IsType<Answered>(understanding.Questions.Single().Decide(Budget.Default with { Time = TimeSpan.FromSeconds(60) }, new Progress<ProgressReport>(), CancellationToken.None));
        Assert.IsType<Proved>(answer.Verdict);
    }

    private static int Run(string file, string arguments, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { WorkingDirectory = folder })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
