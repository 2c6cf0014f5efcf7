using System.Collections;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace KerberosGen.EditLoop.Sessions;

/// <summary>What a generator's last run wrote, and how long the writing took.</summary>
/// <param name="Files">Files that were emitted anew, whether or not their text had changed.</param>
/// <param name="Time">Time of the steps that emitted them; without the compiler's parsing of their text.</param>
internal readonly record struct Emissions(int Files, TimeSpan Time)
{
    /// <summary>Counts them in a session that tracks its steps.</summary>
    public static Emissions Of(EditSession session)
    {
        int files = 0;
        TimeSpan time = TimeSpan.Zero;
        foreach (IncrementalGeneratorRunStep step in session.Result.Results.Single().TrackedOutputSteps.SelectMany(steps => steps.Value))
        {
            if (!step.Outputs.Any(output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified && AddsFiles(output.Value)))
                continue;
            files++;
            time += step.ElapsedTime;
        }

        return new Emissions(files, time);
    }

    /// <summary>A step's output is a pair of what it added and what it reported.</summary>
    private static bool AddsFiles(object output) =>
        output is ITuple { Length: > 0 } both && both[0] is IEnumerable files && files.GetEnumerator().MoveNext();
}
