using FsCheck;
using FsCheck.Fluent;
using KerberosGen.Codec;
using KerberosGen.Layout;
using KerberosGen.Testing.Generation;

namespace KerberosGen.Testing.Laws;

/// <summary>The random values that a packet's laws are checked with.</summary>
internal sealed class Samples
{
    private const int Attempts = 100;

    private readonly Subject _subject;
    private readonly PacketLayout _layout;
    private readonly PacketLawOptions _options;
    private readonly bool _hasRules;

    public Samples(Subject subject, PacketLawOptions options)
    {
        _subject = subject;
        _layout = subject.Layout;
        _options = options;
        _hasRules = Rules.HasSome(_layout);
        Gen<PacketModel> models = Gen.Sized(size => Gen.Choose(0, int.MaxValue - 1).Select(seed => Make(new Random(seed), size)));
        Models = Arb.From(models, Smaller);
        Bytes = Arb.From(
            Gen.Sized(size => Gen.Choose(0, int.MaxValue - 1).Select(seed => MakeBytes(new Random(seed), size))),
            ByteShrinker.Shrink);
    }

    /// <summary>Models that the packet's own rules allow too.</summary>
    public Arbitrary<PacketModel> Models { get; }

    /// <summary>Bytes: of packets, of altered packets and of none.</summary>
    public Arbitrary<byte[]> Bytes { get; }

    public int Refused { get; private set; }

    private PacketModel Make(Random random, int size)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            PacketModel model = new ModelMaker(random, size).Make(_layout);
            if (Ready(model) is { } ready)
                return ready;
            Refused++;
        }

        throw new InvalidOperationException(
            $"{_layout.Name} refused {Attempts} random values, one after the other: bring them in line with its rules in {nameof(PacketLawOptions)}.{nameof(PacketLawOptions.Prepare)}.");
    }

    private IEnumerable<PacketModel> Smaller(PacketModel model) => ModelShrinker.Shrink(model).Select(Ready).OfType<PacketModel>();

    /// <summary>The model in line with the packet's own rules, or null if they refuse it.</summary>
    private PacketModel? Ready(PacketModel model)
    {
        if (_options.Prepare is { } prepare && ModelMaker.Settle(prepare(model)) is { } prepared)
            model = prepared;
        if (!_hasRules)
            return model;
        PacketModel computed = ComputedValues.FillIn(_subject, model);
        return _subject.Unpack(LayoutEncoder.Encode(computed)).Reason == InvalidReason.Refused ? null : computed;
    }

    private byte[] MakeBytes(Random random, int size)
    {
        if (random.Next(5) == 0)
        {
            byte[] noise = new byte[random.Next(1 + (4 * size))];
            random.NextBytes(noise);
            return noise;
        }

        byte[] bytes = LayoutEncoder.Encode(Make(random, size));
        for (int i = random.Next(4); i > 0 && bytes.Length > 0; i--)
        {
            ref byte altered = ref bytes[random.Next(bytes.Length)];
            altered = random.Next(3) switch
            {
                0 => (byte)random.Next(256),
                1 => (byte)(altered ^ (1 << random.Next(8))),
                _ => (byte)(altered + random.Next(-1, 2)),
            };
        }

        return random.Next(5) switch
        {
            0 => bytes[..random.Next(bytes.Length + 1)],
            1 => [.. bytes, .. bytes[..random.Next(Math.Min(bytes.Length, 20) + 1)]],
            _ => bytes,
        };
    }
}
