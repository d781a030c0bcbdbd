namespace Terreau.Web.Search.Ideas;

/// <summary>Something read in an idea, with the person's own words for it.</summary>
internal sealed record Said<T>(T Value, string Words);

/// <summary>A code read in an idea, with the person's own words for it.</summary>
/// <param name="Code">The code.</param>
/// <param name="Words">What was written, as it was written.</param>
/// <param name="IsAsked">True for what the text asks for; false for what such a project often needs.</param>
internal sealed record SaidCode(string Code, string Words, bool IsAsked = true);

/// <summary>
/// What an idea says, each with the person's own words. What it does not say is absent: nothing here is guessed from silence, and
/// nothing is an answer until the person gives it.
/// </summary>
internal sealed record IdeaReading
{
    public IReadOnlyList<SaidCode> Kinds { get; init; } = [];
    public IReadOnlyList<SaidCode> Natures { get; init; } = [];
    public IReadOnlyList<SaidCode> Filieres { get; init; } = [];
    public IReadOnlyList<SaidCode> Publics { get; init; } = [];
    public IReadOnlyList<SaidCode> Stages { get; init; } = [];

    /// <summary>What is sought, in euros; two bounds when the text gives two.</summary>
    public Said<(decimal Low, decimal High)>? Amount { get; init; }

    /// <summary>The age of who writes.</summary>
    public Said<int>? Age { get; init; }

    /// <summary>Communes where the project acts, by their INSEE codes.</summary>
    public IReadOnlyList<SaidCode> Communes { get; init; } = [];

    /// <summary>Set when it acts on the whole territory.</summary>
    public Said<bool>? Everywhere { get; init; }

    /// <summary>Communes that the text names for another reason, or that a district leaves open: to ask, not to fill in.</summary>
    public IReadOnlyList<SaidCode> OtherCommunes { get; init; } = [];

    /// <summary>Priority districts where the project acts.</summary>
    public IReadOnlyList<SaidCode> Districts { get; init; } = [];

    public Said<bool>? Exists { get; init; }

    /// <summary>The legal family that the structure has, or will have.</summary>
    public SaidCode? Family { get; init; }

    /// <summary>The year in which it was created.</summary>
    public Said<int>? CreatedIn { get; init; }

    public Said<int>? Headcount { get; init; }

    public Said<bool>? IsWoman { get; init; }
    public Said<bool>? IsJobless { get; init; }
    public Said<bool>? LivesInDistrict { get; init; }
}
