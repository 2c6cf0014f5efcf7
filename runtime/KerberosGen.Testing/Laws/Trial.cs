using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace KerberosGen.Testing.Laws;

/// <summary>Runs one law over random values and says what was found.</summary>
internal sealed class Trial(string packet, PacketLawOptions options)
{
    private const string ReplayVariable = "FSCHECK_REPLAY";

    public void Run<T>(PacketLaw law, Arbitrary<T> values, Action<T> check) =>
        Prop.ForAll(values, check).Check(Configuration().WithRunner(new Runner(law, packet)));

    private Config Configuration()
    {
        Config config = Config.Quick.WithMaxTest(options.Count);
        if ((options.Replay ?? Environment.GetEnvironmentVariable(ReplayVariable)) is not { Length: > 0 } replay)
            return config;
        ulong[] numbers = [.. replay.Split(',').Select(part => ulong.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number)
            ? number
            : throw new FormatException($"{ReplayVariable}={replay}: it takes the two or three numbers of a failure, with commas between them."))];
        return numbers.Length > 2
            ? config.WithReplay(numbers[0], numbers[1], (int)numbers[2])
            : config.WithReplay(numbers[0], numbers[1]);
    }

    private sealed class Runner(PacketLaw law, string packet) : IRunner
    {
        public void OnStartFixture(Type type)
        {
        }

        public void OnArguments(int test, FSharpList<object> arguments, FSharpFunc<int, FSharpFunc<FSharpList<object>, string>> every)
        {
        }

        public void OnShrink(FSharpList<object> arguments, FSharpFunc<FSharpList<object>, string> everyShrink)
        {
        }

        public void OnFinished(string name, TestResult result)
        {
            if (result is not TestResult.Failed failed)
                return;
            Exception? cause = (failed.Item4 as Outcome.Failed)?.Item;
            object sample = failed.Item3.Head;
            string replay = string.Create(CultureInfo.InvariantCulture, $"{failed.Item6.Seed},{failed.Item6.Gamma},{failed.Item7}");
            byte[] bytes = sample as byte[] ?? LayoutEncoder.Encode((PacketModel)sample);
            throw new PacketLawException(law, packet, Message(cause, sample, bytes, replay, failed.Item1), cause)
            {
                Model = sample as PacketModel,
                Bytes = bytes,
            };
        }

        private string Message(Exception? cause, object sample, byte[] bytes, string replay, TestData data)
        {
            var text = new StringBuilder($"{packet} breaks the law {law}.\n");
            text.Append(cause is LawBrokenException broken
                ? $"  what      {broken.What}\n  expected  {broken.Expected}\n  found     {broken.Found}\n"
                : $"  found     {cause}\n");
            if (sample is PacketModel model)
                text.Append("  packet    ").Append(model.ToString().Replace("\n", "\n            ", StringComparison.Ordinal)).Append('\n');
            text.Append(CultureInfo.InvariantCulture, $"  bytes     {ModelText.Hex(bytes)}\n");
            text.Append(CultureInfo.InvariantCulture, $"  replay    {ReplayVariable}={replay}\n");
            text.Append(CultureInfo.InvariantCulture, $"  after {data.NumberOfTests} values, made smaller {data.NumberOfShrinks} times");
            return text.ToString();
        }
    }
}
