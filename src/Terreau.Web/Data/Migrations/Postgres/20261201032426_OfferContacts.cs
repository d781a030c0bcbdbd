using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Terreau.Web.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OfferContacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<List<string>>(
                name: "Aliases",
                table: "Offers",
                type: "text[]",
                nullable: false,
                defaultValueSql: "ARRAY[]::text[]");

            migrationBuilder.AddColumn<string>(
                name: "ApplyUrl",
                table: "Offers",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ContactForm",
                table: "Offers",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ContactMail",
                table: "Offers",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ContactName",
                table: "Offers",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ContactPhone",
                table: "Offers",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ContactPlace",
                table: "Offers",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ContactSourceId",
                table: "Offers",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<List<string>>(
                name: "Documents",
                table: "Offers",
                type: "text[]",
                nullable: false,
                defaultValueSql: "ARRAY[]::text[]");

            migrationBuilder.AddColumn<bool>(
                name: "IsGeneralist",
                table: "Offers",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<List<string>>(
                name: "Limits",
                table: "Offers",
                type: "text[]",
                nullable: false,
                defaultValueSql: "ARRAY[]::text[]");

            migrationBuilder.AddColumn<DateOnly>(
                name: "PreviousCloses",
                table: "Offers",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PreviousNote",
                table: "Offers",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "PreviousOpens",
                table: "Offers",
                type: "date",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Aliases",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "ApplyUrl",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "ContactForm",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "ContactMail",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "ContactName",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "ContactPhone",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "ContactPlace",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "ContactSourceId",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "Documents",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "IsGeneralist",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "Limits",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "PreviousCloses",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "PreviousNote",
                table: "Offers");

            migrationBuilder.DropColumn(
                name: "PreviousOpens",
                table: "Offers");
        }
    }
}
