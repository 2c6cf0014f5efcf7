namespace KerberosGen;

/// <summary>On an integer or a floating-point field: a value outside is invalid on reading and refused on writing.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class RangeAttribute : Attribute
{
    /// <summary>For an integer.</summary>
    /// <param name="min">The smallest value.</param>
    /// <param name="max">The largest value.</param>
    public RangeAttribute(long min, long max)
    {
        Min = min;
        Max = max;
    }

    /// <summary>For a floating-point number; not-a-number is outside every range.</summary>
    /// <param name="min">The smallest value.</param>
    /// <param name="max">The largest value.</param>
    public RangeAttribute(double min, double max)
    {
        Min = min;
        Max = max;
    }

    /// <summary>The smallest value, a <c>long</c> or a <c>double</c>.</summary>
    public object Min { get; }

    /// <summary>The largest value, a <c>long</c> or a <c>double</c>.</summary>
    public object Max { get; }
}
