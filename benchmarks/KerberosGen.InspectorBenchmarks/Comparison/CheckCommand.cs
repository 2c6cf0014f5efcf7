namespace KerberosGen.InspectorBenchmarks.Comparison;

internal static class CheckCommand
{
    public static int Run(int mebibytes, string? native) => native is null ? mebibytes : 0;
}
