namespace Terreau.Web.Domain.Deciding;

/// <summary>A kind of decision that is changed on a page of its own: here it has its history only.</summary>
/// <param name="words">What people call its properties.</param>
/// <param name="sentence">Where it is changed, in a sentence.</param>
/// <param name="href">That page.</param>
internal sealed class ChangedElsewhere(
    string subject, string code, string label, IReadOnlyDictionary<string, string> words, string sentence, string href) : RulingKind
{
    public override string Subject => subject;
    public override string Code => code;
    public override string Label => label;

    public override string? Word(string property) => words.GetValueOrDefault(property);

    public override Task<RulingStory> TellAsync(Guid id, CancellationToken cancel)
        => Task.FromResult(new RulingStory { Elsewhere = (sentence, href) });
}
