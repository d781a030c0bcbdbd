using System.Globalization;
using System.Text.RegularExpressions;

namespace Terreau.Web.Tests.Ui;

/// <summary>Every pair of tokens that meet on screen, in both themes, by the formula of WCAG 2.2.</summary>
public sealed partial class TokenContrastTests
{
    private static readonly string Css = File.ReadAllText(Path.Combine(Clone.Root, "src", "Terreau.Web", "Assets", "css", "tokens.css"));

    private static readonly string[] Grounds = ["paper", "paper-deep", "field"];

    /// <summary>Text, and the ground it is read on: 4.5 to 1.</summary>
    public static TheoryData<string, string, bool> TextPairs()
    {
        var pairs = new TheoryData<string, string, bool>();
        foreach (var dark in new[] { false, true })
        {
            foreach (var text in new[] { "ink", "ink-soft", "leaf", "leaf-deep", "terracotta", "ochre" })
            {
                foreach (var ground in Grounds) pairs.Add(text, ground, dark);
            }
            foreach (var ground in new[] { "leaf-soft", "terracotta-soft", "ochre-soft" })
            {
                pairs.Add("ink", ground, dark);
                pairs.Add("ink-soft", ground, dark);
                pairs.Add("leaf", ground, dark);
            }
            pairs.Add("leaf-deep", "leaf-soft", dark);
            pairs.Add("terracotta", "terracotta-soft", dark);
            pairs.Add("ochre", "ochre-soft", dark);
            pairs.Add("on-leaf", "leaf", dark);
            pairs.Add("on-leaf", "leaf-deep", dark);
            pairs.Add("ink-soft", "map-in", dark);
            pairs.Add("ink-soft", "map-out", dark);
            pairs.Add("paper", "ink", dark);
        }
        return pairs;
    }

    /// <summary>Signs and borders of controls, and the ground around them: 3 to 1.</summary>
    public static TheoryData<string, string, bool> SignPairs()
    {
        var pairs = new TheoryData<string, string, bool>();
        foreach (var dark in new[] { false, true })
        {
            foreach (var ground in Grounds) pairs.Add("line-strong", ground, dark);
            foreach (Match role in RoleToken().Matches(Css).DistinctBy(match => match.Value))
            {
                pairs.Add(role.Groups[1].Value, "map-in", dark);
                pairs.Add(role.Groups[1].Value, "paper", dark);
            }
        }
        return pairs;
    }

    [Theory]
    [MemberData(nameof(TextPairs))]
    public void Text_OnItsGround_IsReadable(string text, string ground, bool dark) => AssertContrast(text, ground, dark, 4.5);

    [Theory]
    [MemberData(nameof(SignPairs))]
    public void Sign_OnItsGround_IsSeen(string sign, string ground, bool dark) => AssertContrast(sign, ground, dark, 3);

    [Fact]
    public void Contrast_BlackOnWhite_IsTwentyOne() => Assert.Equal(21, Contrast("#000000", "#ffffff"), 6);

    private static void AssertContrast(string one, string other, bool dark, double least)
    {
        var ratio = Contrast(Token(one, dark), Token(other, dark));
        Assert.True(ratio >= least, string.Create(CultureInfo.InvariantCulture,
            $"{one} on {other}, {(dark ? "dark" : "light")}: {ratio:0.00}"));
    }

    private static string Token(string name, bool dark)
    {
        var split = Css.IndexOf("prefers-color-scheme: dark", StringComparison.Ordinal);
        var match = Regex.Match(dark ? Css[split..] : Css[..split], $@"--{name}: (#[0-9a-f]{{6}});");
        Assert.True(match.Success, $"--{name} is not in the {(dark ? "dark" : "light")} theme");
        return match.Groups[1].Value;
    }

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    // WCAG 2.2, "relative luminance".
    private static double Luminance(string colour)
    {
        double Channel(int at)
        {
            var value = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * Channel(1) + 0.7152 * Channel(3) + 0.0722 * Channel(5);
    }

    [GeneratedRegex(@"--(role-[a-z-]+):")]
    private static partial Regex RoleToken();
}
