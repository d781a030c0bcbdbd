using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Terreau.Web.Data;

namespace Terreau.Web.Domain.Directory;

/// <summary>An actor of the territory: it has a name; everything else may be unknown, and says so.</summary>
internal sealed class Organisation : IJournaled
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The stable part of its address, /acteurs/{slug}.</summary>
    public required string Slug { get; init; }

    public required string Name { get; set; }
    public string? Acronym { get; set; }

    /// <summary>Other spellings under which people know it.</summary>
    public List<string> Aliases { get; set; } = [];

    public string? Siren { get; set; }
    public string? Siret { get; set; }

    /// <summary>INSEE codes; several for an organisation at work in several towns, none when unknown.</summary>
    public List<string> Communes { get; set; } = [];

    /// <summary>INSEE codes of the towns outside the territory where it works.</summary>
    public List<string> OutsideCommunes { get; set; } = [];

    /// <summary>Codes of the districts it lies in, only where someone has established it.</summary>
    public List<string> Districts { get; set; } = [];

    public string? Address { get; set; }

    /// <summary>WGS84 degrees; where <see cref="Precision"/> is "commune", the middle of the commune.</summary>
    public double? Latitude { get; set; }

    public double? Longitude { get; set; }

    /// <summary>How far the position can be trusted: a code of <see cref="Vocabulary.Precisions"/>.</summary>
    public string Precision { get; set; } = "inconnue";

    public List<string> Filieres { get; set; } = [];
    public List<string> Roles { get; set; } = [];
    public List<string> Labels { get; set; } = [];

    /// <summary>A code of <see cref="Vocabulary.EssFamilies"/>; null while unknown, never guessed.</summary>
    public string? EssFamily { get; set; }

    public string? Summary { get; set; }
    public string? Description { get; set; }
    public string? Website { get; set; }

    /// <summary>What it says it offers to others, in its words.</summary>
    public List<string> Proposes { get; set; } = [];

    /// <summary>What it says it looks for, in its words.</summary>
    public List<string> Seeks { get; set; } = [];

    /// <summary>What other sources add later to what its own source says.</summary>
    public List<SourcedFact> LaterFacts { get; set; } = [];

    /// <summary>The source of a field that does not come from <see cref="SourceId"/>; the text is the field's name.</summary>
    public List<SourcedFact> Evidence { get; set; } = [];

    public required string SourceId { get; set; }
    public required PartialDate SourceOn { get; set; }

    /// <summary>The day someone last checked the sheet against the world; null = never since its source.</summary>
    public DateOnly? CheckedOn { get; set; }

    /// <summary>The freshest day this sheet can vouch for.</summary>
    public DateOnly FreshOn => CheckedOn is { } day && day > SourceOn.FirstDay ? day : SourceOn.FirstDay;

    internal sealed class Mapping : IEntityTypeConfiguration<Organisation>
    {
        public void Configure(EntityTypeBuilder<Organisation> entity)
        {
            entity.Property(o => o.Slug).HasMaxLength(120);
            entity.HasIndex(o => o.Slug).IsUnique();
            entity.Property(o => o.Name).HasMaxLength(300);
            entity.HasIndex(o => o.Siret);
            entity.HasIndex(o => o.Siren);
            entity.Property(o => o.LaterFacts).IsSourcedFacts();
            entity.Property(o => o.Evidence).IsSourcedFacts();
            entity.Ignore(o => o.FreshOn);
        }
    }
}
