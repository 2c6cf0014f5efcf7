using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using KerberosGen.Generator.Specs;
using Microsoft.CodeAnalysis;

namespace KerberosGen.Generator.Parsing;

/// <summary>Values in attributes as the wire holds them.</summary>
internal static class AttributeValues
{
    /// <summary>An integer, enum value or bool as 64 bits; null for anything else.</summary>
    public static long? AsInteger(TypedConstant constant) => constant.Kind is TypedConstantKind.Primitive or TypedConstantKind.Enum
        ? constant.Value switch
        {
            bool flag => flag ? 1 : 0,
            ulong big => unchecked((long)big),
            sbyte or byte or short or ushort or int or uint or long => Convert.ToInt64(constant.Value, CultureInfo.InvariantCulture),
            _ => null,
        }
        : null;

    /// <summary>The values of a <c>params object[]</c>; null if one of them is no integer, enum value or bool.</summary>
    public static ImmutableArray<long>? AsIntegers(TypedConstant constant)
    {
        if (constant.Kind != TypedConstantKind.Array || constant.IsNull)
            return null;
        ImmutableArray<long>.Builder values = ImmutableArray.CreateBuilder<long>(constant.Values.Length);
        foreach (TypedConstant value in constant.Values)
        {
            if (AsInteger(value) is not { } integer)
                return null;
            values.Add(integer);
        }

        return values.MoveToImmutable();
    }

    /// <summary>True if a field of this kind can hold the value.</summary>
    public static bool Fits(FieldSpec field, long value, bool isUnsignedBig)
    {
        int bits = field.Bits?.Count ?? (field.IsLeb128 ? field.NaturalSize : field.Size ?? field.NaturalSize) * 8;
        if (field.Shape == FieldShape.Boolean)
            return value is 0 or 1;
        if (field.IsSigned)
            return !isUnsignedBig && (bits >= 64 || (value >= -(1L << (bits - 1)) && value < 1L << (bits - 1)));
        return (isUnsignedBig || value >= 0) && (bits >= 64 || (ulong)value < 1UL << bits);
    }

    /// <summary>True if a constant is an unsigned integer beyond <see cref="long.MaxValue"/>.</summary>
    public static bool IsUnsignedBig(TypedConstant constant) => constant.Value is ulong and > long.MaxValue;

    /// <summary>The constant as a message quotes it.</summary>
    public static string Quote(TypedConstant constant)
    {
        if (constant.IsNull)
            return "null";
        if (constant.Kind != TypedConstantKind.Array)
            return constant.Value is string text ? "\"" + text + "\"" : Convert.ToString(constant.Value, CultureInfo.InvariantCulture);
        var parts = new List<string>();
        foreach (TypedConstant value in constant.Values)
            parts.Add(Quote(value));
        return string.Join(", ", parts);
    }
}
