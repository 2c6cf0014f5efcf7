using System.Globalization;
using KerberosGen.InspectorBenchmarks.Comparison;

const string Usage = "usage: dotnet run -c Release --project benchmarks/KerberosGen.InspectorBenchmarks -- check|profile [--size MiB] [--native INSPECTOR]";
int size = 100;
string? native = null;
for (int i = 1; i < args.Length; i += 2)
{
    bool isUnderstood = i + 1 < args.Length && args[i] switch
    {
        "--size" => int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out size) && size > 0,
        "--native" => File.Exists(native = args[i + 1]),
        _ => false,
    };
    if (isUnderstood)
        continue;
    Console.Error.WriteLine(Usage);
    return 2;
}

switch (args)
{
    case ["check", ..]:
        return CheckCommand.Run(size, native);
    case ["profile", ..]:
        return ProfileCommand.Run(size);
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
