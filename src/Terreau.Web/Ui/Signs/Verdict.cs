namespace Terreau.Web.Ui.Signs;

/// <summary>The answers that a colour, an icon and a word say together.</summary>
public enum Verdict
{
    /// <summary>Nothing to say for or against.</summary>
    Neutral,

    /// <summary>The conditions hold.</summary>
    Eligible,

    /// <summary>Something must be asked first.</summary>
    ToConfirm,

    /// <summary>A condition fails, or nothing answers the need.</summary>
    Rupture,
}

internal static class VerdictSigns
{
    public static string CssClass(this Verdict verdict) => verdict switch
    {
        Verdict.Eligible => "eligible",
        Verdict.ToConfirm => "to-confirm",
        Verdict.Rupture => "rupture",
        _ => "neutral",
    };

    public static string IconName(this Verdict verdict) => verdict switch
    {
        Verdict.Eligible => "circle-check",
        Verdict.ToConfirm => "circle-help",
        Verdict.Rupture => "unlink",
        _ => "info",
    };

    public static string Word(this Verdict verdict) => verdict switch
    {
        Verdict.Eligible => "Éligible",
        Verdict.ToConfirm => "À confirmer",
        Verdict.Rupture => "Rupture",
        _ => "Information",
    };
}
