using System.Globalization;
using Assay.Programs.Execution;
using Assay.Programs.Terms;

namespace Assay.Programs.Frontends.X86;

/// <summary>Reports what an instruction changed: registers, elements of buffers, and the flags of instructions that set only flags.</summary>
internal sealed class MachineTrace(TraceSink sink, string function, IReadOnlyList<string> buffers)
{
    private static readonly Flag[] Shown = [Flag.CF, Flag.ZF, Flag.SF, Flag.OF];

    public void Report(Cpu cpu, MachineState before)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"line {cpu.Operation.Place.Line}: {cpu.Operation.Text}");
        foreach (var register in cpu.Written.Distinct())
        {
            ReportRegister(cpu, register, place);
        }

        var stored = ReportBuffers(cpu, before, place);
        if (cpu.SetsFlags && cpu.Written.Count == 0 && !stored)
        {
            foreach (var flag in Shown)
            {
                sink(function, place, flag.ToString(), cpu.Flag(flag), ClrType.Bool);
            }
        }
    }

    private void ReportRegister(Cpu cpu, Register register, string place)
    {
        if (!register.IsVector)
        {
            sink(function, place, register.Name, cpu.ReadRegister(register), RegisterTypes.Default(register.Width));
            return;
        }

        var dwords = cpu.State.Vector(register.Index);
        for (var lane = 0; lane < dwords.Length; lane++)
        {
            sink(function, place, $"{register.Name}[{lane}]", dwords[lane], ClrType.Int32);
        }
    }

    private bool ReportBuffers(Cpu cpu, MachineState before, string place)
    {
        var stored = false;
        for (var buffer = 0; buffer < buffers.Count; buffer++)
        {
            var (old, now) = (before.Buffers[buffer], cpu.State.Buffers[buffer]);
            stored |= !ReferenceEquals(old, now);
            for (var i = 0; i < now.Length; i++)
            {
                if (old[i] != now[i])
                {
                    sink(function, place, $"{buffers[buffer]}[{i}]", now[i], RegisterTypes.Default(now[i].Width));
                }
            }
        }

        return stored;
    }
}
