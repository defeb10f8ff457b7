package main

import (
	"fmt"

	"sluice/backend/api/wire"
	"sluice/backend/fault"
)

type clientsPromise struct {
	Name     string `arg:"" help:"Its name or number."`
	Language string `help:"en or de." enum:"en,de" default:"en"`
}

func (p clientsPromise) Run(c *call) error {
	id, err := c.clientID(p.Name)
	if err != nil {
		return err
	}
	var said wire.Promise
	if err := c.get(fmt.Sprintf("/clients/%d/promise%s", id, clientQuery(p.Name)), &said); err != nil {
		return err
	}
	return c.say(said, func() {
		text := plain(said.Texts[p.Language])
		if text == "" {
			text = "Nothing is planned or promised. Add a check-in, or give the client a longest wait."
		}
		c.printf("%s\n", text)
	})
}

// template gives what a new client begins with; without a name, nothing.
func (c *call) template(id string) (wire.Template, error) {
	if id == "" {
		return wire.Template{}, nil
	}
	var templates wire.Templates
	if err := c.get("/clients/templates", &templates); err != nil {
		return wire.Template{}, err
	}
	known := ""
	for _, template := range templates.Templates {
		if template.ID == id {
			return template, nil
		}
		known += " " + template.ID
	}
	return wire.Template{}, fault.New(fault.NotFound, "There is no template %q. There are:%s.", id, known)
}

// addCheckIns gives a client the check-ins of a template.
func (c *call) addCheckIns(id, client string) error {
	template, err := c.template(id)
	if err != nil {
		return err
	}
	for _, rule := range template.CheckIns {
		body := map[string]string{"at": rule.At, "days": rule.Days, "client": client}
		if err := c.post("/checkins", body, &rule); err != nil {
			return err
		}
	}
	return nil
}
