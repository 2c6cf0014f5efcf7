namespace KerberosGen.InspectorBenchmarks.Traffic;

/// <summary>A capture that was made, and what is in it.</summary>
/// <param name="Pcap">The capture.</param>
/// <param name="Packets">Its first packets by themselves, as <see cref="PacketRecord"/> writes them.</param>
/// <param name="Size">Bytes of the capture.</param>
/// <param name="Frames">Frames in it.</param>
/// <param name="Count">Packets in it.</param>
/// <param name="PacketBytes">Bytes of all packets.</param>
internal sealed record TrafficFile(string Pcap, string Packets, long Size, int Frames, int Count, long PacketBytes);
