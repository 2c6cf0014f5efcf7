using BenchmarkDotNet.Attributes;
using MyProtocol._1.Packets;

namespace MyProtocol._1.Benchmarks;

/// <summary>Packing and unpacking; both allocate nothing.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks
{
    private readonly byte[] _text = new byte[100];
    private readonly byte[] _target = new byte[256];
    private readonly StationName _station = new("harbour");
    private byte[] _reading = [];
    private byte[] _remark = [];

    [GlobalSetup]
    public void Setup()
    {
        _reading = new Reading { Station = _station, Time = DateTimeOffset.UnixEpoch, Temperature = -412, Pressure = 101_325 }.ToArray();
        _remark = new Remark { Station = _station, Text = _text }.ToArray();
    }

    [Benchmark]
    public int PackReading() => new Reading { Station = _station, Time = DateTimeOffset.UnixEpoch, Temperature = -412 }.Pack(_target);

    [Benchmark]
    public long UnpackReading() => Reading.Unpack(_reading, out Reading reading).IsDone ? reading.Pressure : -1;

    [Benchmark]
    public int PackRemark() => new Remark { Station = _station, Text = _text }.Pack(_target);

    [Benchmark]
    public int UnpackRemark() => Remark.Unpack(_remark, out Remark remark).IsDone ? remark.Text.Length : -1;
}
