using System.Globalization;
using KerberosGen.Codec;
using KerberosGen.Inspection.Rendering;

namespace KerberosGen.Inspection.Sessions;

/// <summary>A step in words.</summary>
internal static class StepText
{
    /// <summary>What it is: its number, code and name, its bytes and, behind a plus, how long an answer took.</summary>
    public static string TitleOf(SessionStep step) => step.Kind switch
    {
        StepKind.Request or StepKind.Unasked => $"{NameOf(step)} {SizeOf(step.Length)}{ProofOf(step)}",
        StepKind.Answer => $"{NameOf(step)} {SizeOf(step.Length)} +{DurationText.Of(step.Delay!.Value)}{ProofOf(step)}",
        StepKind.Garbage => $"{NumberOf(step)}no packet, {SizeOf(step.Length)}",
        StepKind.Gap => $"{NumberOf(step)}gap: {SizeOf(step.Length)} are not in the capture",
        StepKind.Retransmission => $"sent again: {SizeOf(step.Length)} of {NameOf(step)}",
        _ => step.Name,
    };

    /// <summary>What went wrong with it, a line each.</summary>
    public static IEnumerable<string> TroubleOf(SessionStep step)
    {
        if (step.Failure is { } failure)
            yield return (step.Answers is { } request ? $"says no to #{Digits(request)}" : "says no") + (failure == step.Name ? "" : $": {DisplayText.Escape(failure)}");
        if (step.IsUnanswered)
            yield return "no answer";
        if (step.Repeats is { } first)
            yield return $"asks again, as #{Digits(first)} did";
        if (step.Error is { } error)
            yield return DisplayText.Escape(error);
    }

    /// <summary>A count of bytes.</summary>
    public static string SizeOf(long size) => Digits(size) + " B";

    private static string ProofOf(SessionStep step) => step.Authenticity.Length == 0 ? "" : ", " + step.Authenticity;

    private static string NameOf(SessionStep step) => NumberOf(step) + (step.Code is { } code ? Digits(code) + " " : "") + step.Name;

    private static string NumberOf(SessionStep step) => step.Number is { } number ? $"#{Digits(number)} " : "";

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);
}
