using Assay.LanguageModels.Tasks;
using Assay.Training;

namespace Assay.LanguageModels.Questions;

/// <summary>Reads which kind of task a claim names.</summary>
internal static class TaskKinds
{
    /// <summary>The kind.</summary>
    /// <exception cref="TrainingException">There is no such kind, or its arguments fit nothing.</exception>
    public static ITaskKind Read(CallText call)
    {
        if (call.Name == SwapKind.Name)
        {
            call.AllowOnly(0);
            return new SwapKind();
        }

        return TaskText.Families.ContainsKey(call.Name) ? new TrackingKind(TaskText.Read(call)) : throw call.Unknown("kind of task", [.. TaskText.Families.Keys, SwapKind.Name]);
    }
}
