namespace KerberosGen.Benchmarks.Serializers;

/// <summary>A value that also writes and reads itself field by field, as code without a serializer does.</summary>
public interface ISerialized<TSelf>
    where TSelf : ISerialized<TSelf>
{
    void Write(BinaryWriter writer);

    static abstract TSelf Read(BinaryReader reader);
}
