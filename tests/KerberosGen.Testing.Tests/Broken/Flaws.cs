namespace KerberosGen.Testing.Tests.Broken;

/// <summary>What a hand-written packet gets wrong.</summary>
public enum Flaw
{
    None,
    RefusesLongContent,
    TakesOneByteLess,
    ForgetsTheLastByte,
    SwapsTheId,
    AnnouncesOneMore,
    WritesIntoTooLittle,
    WritesBehindItself,
    AcceptsAPrefix,
    AsksForTooMuch,
    CallsAPrefixInvalid,
    HandsOutHalfAPacket,
    ThrowsOnSomeBytes,
    BlamesNoField,
    TakesAnyVersion,
    KnowsOneVersionMore,
    MisreadsASegment,
    ThrowsOnSegments,
}

/// <summary>A flaw as a type argument, so that each flaw makes a packet of its own.</summary>
public interface IFlaw
{
    static abstract Flaw Flaw { get; }
}

public readonly struct None : IFlaw
{
    public static Flaw Flaw => Flaw.None;
}

public readonly struct RefusesLongContent : IFlaw
{
    public static Flaw Flaw => Flaw.RefusesLongContent;
}

public readonly struct TakesOneByteLess : IFlaw
{
    public static Flaw Flaw => Flaw.TakesOneByteLess;
}

public readonly struct ForgetsTheLastByte : IFlaw
{
    public static Flaw Flaw => Flaw.ForgetsTheLastByte;
}

public readonly struct SwapsTheId : IFlaw
{
    public static Flaw Flaw => Flaw.SwapsTheId;
}

public readonly struct AnnouncesOneMore : IFlaw
{
    public static Flaw Flaw => Flaw.AnnouncesOneMore;
}

public readonly struct WritesIntoTooLittle : IFlaw
{
    public static Flaw Flaw => Flaw.WritesIntoTooLittle;
}

public readonly struct WritesBehindItself : IFlaw
{
    public static Flaw Flaw => Flaw.WritesBehindItself;
}

public readonly struct AcceptsAPrefix : IFlaw
{
    public static Flaw Flaw => Flaw.AcceptsAPrefix;
}

public readonly struct AsksForTooMuch : IFlaw
{
    public static Flaw Flaw => Flaw.AsksForTooMuch;
}

public readonly struct CallsAPrefixInvalid : IFlaw
{
    public static Flaw Flaw => Flaw.CallsAPrefixInvalid;
}

public readonly struct HandsOutHalfAPacket : IFlaw
{
    public static Flaw Flaw => Flaw.HandsOutHalfAPacket;
}

public readonly struct ThrowsOnSomeBytes : IFlaw
{
    public static Flaw Flaw => Flaw.ThrowsOnSomeBytes;
}

public readonly struct BlamesNoField : IFlaw
{
    public static Flaw Flaw => Flaw.BlamesNoField;
}

public readonly struct TakesAnyVersion : IFlaw
{
    public static Flaw Flaw => Flaw.TakesAnyVersion;
}

public readonly struct KnowsOneVersionMore : IFlaw
{
    public static Flaw Flaw => Flaw.KnowsOneVersionMore;
}

public readonly struct MisreadsASegment : IFlaw
{
    public static Flaw Flaw => Flaw.MisreadsASegment;
}

public readonly struct ThrowsOnSegments : IFlaw
{
    public static Flaw Flaw => Flaw.ThrowsOnSegments;
}
